import { ChevronDown } from 'lucide-react';
import type { Ref, SelectHTMLAttributes } from 'react';
import { cx } from '../lib/cx.ts';
import { useFieldControl } from './field-context.ts';
import { inputStyle } from './input-style.ts';

export interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  ref?: Ref<HTMLSelectElement>;
}

/** The platform's own list: best on phones, works with the keyboard and every reader. For a search, use Combobox. */
export function Select({ className, children, ...rest }: SelectProps) {
  const { control } = useFieldControl();
  return (
    <span className="relative flex items-center">
      <select {...control} {...rest} className={cx(inputStyle, 'appearance-none truncate pe-9', className)}>
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute inset-e-2.5 size-4 text-muted"
      />
    </span>
  );
}
