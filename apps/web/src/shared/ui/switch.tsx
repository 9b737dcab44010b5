import { type ReactNode, useId } from 'react';
import { cx } from '../lib/cx.ts';

export interface SwitchProps {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
  className?: string;
}

/** For a setting that works at once; inside a form that is saved later, use a Checkbox. */
export function Switch({ label, hint, checked, onCheckedChange, disabled, className }: SwitchProps) {
  const id = useId();
  return (
    <div
      className={cx(
        'flex items-start justify-between gap-4 py-1.5 text-body touch:py-2.5',
        disabled && 'opacity-50',
        className,
      )}
    >
      <label htmlFor={id} className="min-w-0 flex-1">
        {label}
        {hint && (
          <span id={`${id}-hint`} className="block text-sm text-muted">
            {hint}
          </span>
        )}
      </label>
      <button
        type="button"
        role="switch"
        id={id}
        aria-checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        disabled={disabled}
        onClick={() => onCheckedChange(!checked)}
        // The visible track is 20 px high; the padding makes the target 44.
        className="group relative -my-3 shrink-0 rounded-full py-3"
      >
        <span
          aria-hidden="true"
          className="block h-5 w-9 rounded-full border border-outline bg-sunken transition-colors duration-150 group-aria-checked:border-accent group-aria-checked:bg-accent"
        />
        <span
          aria-hidden="true"
          className="absolute inset-s-1 top-4 size-3 rounded-full bg-outline transition-[translate,background-color] duration-150 group-aria-checked:translate-x-[calc(1rem*var(--direction))] group-aria-checked:bg-on-accent"
        />
      </button>
    </div>
  );
}
