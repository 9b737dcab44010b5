import { cx } from '../lib/cx.ts';

export type ProgressTone = 'accent' | 'done' | 'attention' | 'danger';

const fills: Record<ProgressTone, string> = {
  accent: 'bg-accent',
  done: 'bg-done',
  attention: 'bg-attention',
  danger: 'bg-danger',
};

export interface ProgressBarProps {
  label: string;
  /** Between 0 and 1; undefined when it cannot be known how long it takes. */
  share: number | undefined;
  /** Read instead of the percentage, for example "3 of 12 files". */
  valueText?: string;
  tone?: ProgressTone;
}

export function ProgressBar({ label, share, valueText, tone = 'accent' }: ProgressBarProps) {
  const percent = share === undefined ? undefined : Math.round(Math.min(Math.max(share, 0), 1) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={valueText}
      className="h-1.5 w-full overflow-hidden rounded-full bg-sunken"
    >
      <div
        className={cx(
          'h-full rounded-full transition-[width] duration-200',
          fills[tone],
          percent === undefined && 'animate-breathe',
        )}
        style={{ width: `${percent ?? 100}%` }}
      />
    </div>
  );
}
