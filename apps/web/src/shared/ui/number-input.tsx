import { type InputHTMLAttributes, type Ref, useState } from 'react';
import { parseNumber } from '../lib/parse-number.ts';
import { TextInput } from './text-input.tsx';

export interface NumberInputProps
  extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'type' | 'defaultValue'> {
  value: number | null;
  /** Null while the text is empty or no number. */
  onValueChange: (value: number | null) => void;
  /** Digits after the decimal sign; none by default. */
  fractionDigits?: number;
  ref?: Ref<HTMLInputElement>;
}

/** A number typed with a point or a comma. Not `type="number"`, which loses what it cannot read and turns on the wheel. */
export function NumberInput({ value, onValueChange, fractionDigits = 0, onBlur, ...rest }: NumberInputProps) {
  const [text, setText] = useState<string>();
  return (
    <TextInput
      {...rest}
      dir="ltr"
      inputMode={fractionDigits > 0 ? 'decimal' : 'numeric'}
      autoComplete="off"
      className="tabular-nums"
      value={text ?? (value === null ? '' : String(value))}
      onChange={(event) => {
        setText(event.target.value);
        onValueChange(parseNumber(event.target.value, fractionDigits));
      }}
      onBlur={(event) => {
        // Back to the canonical form, unless the text could not be read: that stays, to be corrected.
        if (value !== null || event.target.value.trim() === '') setText(undefined);
        onBlur?.(event);
      }}
    />
  );
}
