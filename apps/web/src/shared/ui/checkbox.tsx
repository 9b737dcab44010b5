import { Check, Minus } from 'lucide-react';
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import { cx } from '../lib/cx.ts';

export interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> {
  label: ReactNode;
  hint?: ReactNode;
  hideLabel?: boolean;
  /** Some, but not all, of what it stands for. */
  indeterminate?: boolean;
  ref?: Ref<HTMLInputElement>;
}

export function Checkbox({
  label,
  hint,
  hideLabel,
  indeterminate = false,
  className,
  ref,
  ...rest
}: CheckboxProps) {
  const id = useId();
  return (
    <label
      className={cx(
        'group inline-flex items-start gap-2.5 align-middle text-body has-disabled:cursor-not-allowed has-disabled:opacity-50',
        hideLabel ? 'touch:-m-3 touch:p-3' : 'py-1.5 touch:py-2.5',
        className,
      )}
    >
      <span className="relative grid h-5 w-5 shrink-0 place-items-center touch:mt-0.5">
        <input
          {...rest}
          ref={(element) => {
            if (element) element.indeterminate = indeterminate;
            if (typeof ref === 'function') return ref(element);
            if (ref) ref.current = element;
            return undefined;
          }}
          type="checkbox"
          aria-describedby={hint ? `${id}-hint` : rest['aria-describedby']}
          className="peer size-4.5 appearance-none rounded-xs border border-outline bg-surface transition-colors duration-100 checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent group-hover:not-disabled:border-accent aria-invalid:border-danger"
        />
        <Check
          aria-hidden="true"
          strokeWidth={3}
          className="pointer-events-none invisible absolute size-3.5 text-on-accent peer-checked:visible peer-indeterminate:invisible"
        />
        <Minus
          aria-hidden="true"
          strokeWidth={3}
          className="pointer-events-none invisible absolute size-3.5 text-on-accent peer-indeterminate:visible"
        />
      </span>
      <span className={hideLabel ? 'sr-only' : 'min-w-0'}>
        {label}
        {hint && (
          <span id={`${id}-hint`} className="block text-sm text-muted">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
