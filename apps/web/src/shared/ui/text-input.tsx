import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { cx } from '../lib/cx.ts';
import { useFieldControl } from './field-context.ts';
import { inputStyle } from './input-style.ts';

export interface TextInputProps extends InputHTMLAttributes<HTMLInputElement> {
  /** An icon before the text; the Field's unit stands after it. */
  leading?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

export function TextInput({ leading, className, type = 'text', ...rest }: TextInputProps) {
  const { control, unit } = useFieldControl();
  const input = (
    <input
      {...control}
      {...rest}
      type={type}
      dir={rest.dir ?? 'auto'}
      className={cx(
        inputStyle,
        'read-only:bg-sunken',
        Boolean(leading) && 'ps-9',
        Boolean(unit) && 'pe-16',
        className,
      )}
    />
  );
  if (!leading && !unit) return input;
  return (
    <div className="relative flex items-center">
      {leading && (
        <span aria-hidden="true" className="pointer-events-none absolute inset-s-2.5 text-muted">
          {leading}
        </span>
      )}
      {input}
      {unit && (
        <span className="pointer-events-none absolute inset-e-3 max-w-14 truncate text-body text-muted">
          {unit}
        </span>
      )}
    </div>
  );
}
