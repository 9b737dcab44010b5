import { Trans } from '@lingui/react/macro';
import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { cx } from '../lib/cx.ts';
import { FieldContext } from './field-context.ts';

export interface FieldProps {
  label: ReactNode;
  /** Help that stays visible: the format, the reason, the limits. */
  hint?: ReactNode;
  /** What is wrong and how to put it right; announced when it appears. */
  error?: ReactNode;
  /** The unit of the value, shown inside the input. */
  unit?: string;
  /** Most fields are required, so the others are marked. */
  optional?: boolean;
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
}

export function Field({ label, hint, error, unit, optional, hideLabel, className, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const labelId = `${id}-label`;
  const describedBy = [error ? errorId : '', hint ? hintId : ''].filter(Boolean).join(' ') || undefined;
  return (
    <FieldContext value={{ id, labelId, describedBy, invalid: Boolean(error), required: !optional, unit }}>
      <div className={cx('flex min-w-0 flex-col gap-1.5', className)}>
        <label id={labelId} htmlFor={id} className={cx('text-sm font-medium', hideLabel && 'sr-only')}>
          {label}
          {optional && (
            // The space is for those who hear the label as one string.
            <span className="ms-1 font-normal text-muted">
              {' '}
              <Trans>optional</Trans>
            </span>
          )}
        </label>
        {children}
        <div aria-live="polite" className="contents">
          {error && (
            <p id={errorId} className="flex gap-1.5 text-sm text-danger-ink">
              <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
              <span>{error}</span>
            </p>
          )}
        </div>
        {hint && (
          <p id={hintId} className="text-sm text-muted">
            {hint}
          </p>
        )}
      </div>
    </FieldContext>
  );
}
