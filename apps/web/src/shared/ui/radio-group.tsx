import { type ReactNode, useId } from 'react';
import { cx } from '../lib/cx.ts';

export interface RadioOption<T extends string> {
  value: T;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps<T extends string> {
  label: ReactNode;
  value: T | undefined;
  onValueChange: (value: T) => void;
  options: readonly RadioOption<T>[];
  error?: ReactNode;
  hideLabel?: boolean;
  /** `cards` for a few choices that need a sentence each. */
  look?: 'plain' | 'cards';
}

export function RadioGroup<T extends string>({
  label,
  value,
  onValueChange,
  options,
  error,
  hideLabel,
  look = 'plain',
}: RadioGroupProps<T>) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} aria-invalid={error ? true : undefined}>
      <legend className={cx('text-sm font-medium', hideLabel ? 'sr-only' : 'mb-1.5')}>{label}</legend>
      <div className={cx('flex flex-col', look === 'cards' && 'gap-2')}>
        {options.map((option) => (
          <label
            key={option.value}
            className={cx(
              'group flex items-start gap-2.5 text-body has-disabled:cursor-not-allowed has-disabled:opacity-50',
              look === 'cards'
                ? 'rounded-lg border border-hairline p-3 transition-colors duration-100 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft'
                : 'py-1.5 touch:py-2.5',
            )}
          >
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={value === option.value}
              disabled={option.disabled}
              onChange={() => onValueChange(option.value)}
              className="mt-0.5 size-4.5 shrink-0 appearance-none rounded-full border border-outline bg-surface transition-[border-width,border-color] duration-100 checked:border-[5.5px] checked:border-accent group-hover:not-disabled:border-accent touch:mt-1"
            />
            <span className="min-w-0">
              {option.label}
              {option.hint && <span className="block text-sm text-muted">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} aria-live="polite" className="mt-1 text-sm text-danger-ink">
          {error}
        </p>
      )}
    </fieldset>
  );
}
