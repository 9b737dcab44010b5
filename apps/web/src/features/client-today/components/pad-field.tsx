import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Field } from '../../../shared/ui/field.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';

interface PadFieldProps {
  label: ReactNode;
  value: string;
  onChange: (value: string) => void;
  unit?: string;
  hint?: ReactNode;
  error?: ReactNode;
  onFocus?: () => void;
  onEnter?: () => void;
  takesFocus?: boolean;
}

/** A number that the pad below types into; a keyboard can as well. */
export function PadField({ value, onChange, onFocus, onEnter, takesFocus, unit, ...field }: PadFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) input.current?.focus();
  }, [takesFocus]);
  return (
    <Field {...field} {...(unit ? { unit } : {})}>
      <TextInput
        ref={input}
        dir="ltr"
        // The pad stands in for the phone's own keyboard.
        inputMode="none"
        autoComplete="off"
        className="h-12 text-lg font-semibold tabular-nums"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onFocus={onFocus}
        onKeyDown={(event) => event.key === 'Enter' && onEnter?.()}
      />
    </Field>
  );
}
