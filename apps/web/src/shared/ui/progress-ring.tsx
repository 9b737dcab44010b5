import type { ReactNode } from 'react';
import { cx } from '../lib/cx.ts';

export interface ProgressRingProps {
  label: string;
  /** Between 0 and 1; null when there is nothing to measure. */
  share: number | null;
  valueText?: string;
  /** Diameter in px. */
  size?: number;
  /** Stands in the middle: the number that the ring draws. */
  children?: ReactNode;
}

export function ProgressRing({ label, share, valueText, size = 72, children }: ProgressRingProps) {
  const stroke = Math.max(4, Math.round(size / 11));
  const radius = (size - stroke) / 2;
  const length = 2 * Math.PI * radius;
  const drawn = share === null ? 0 : Math.min(Math.max(share, 0), 1);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(drawn * 100)}
      aria-valuetext={valueText}
      className="relative inline-grid shrink-0 place-items-center"
      style={{ width: size, height: size }}
    >
      <svg viewBox={`0 0 ${size} ${size}`} className="absolute inset-0 -rotate-90" aria-hidden="true">
        <circle
          cx={size / 2}
          cy={size / 2}
          r={radius}
          fill="none"
          strokeWidth={stroke}
          className={cx('stroke-sunken', share === null && '[stroke-dasharray:2_6]')}
        />
        <circle
          cx={size / 2}
          cy={size / 2}
          r={radius}
          fill="none"
          strokeWidth={stroke}
          strokeLinecap="round"
          strokeDasharray={length}
          strokeDashoffset={length * (1 - drawn)}
          className={cx(
            'transition-[stroke-dashoffset] duration-200',
            drawn === 0 && 'opacity-0',
            drawn === 1 ? 'stroke-done' : 'stroke-accent',
          )}
        />
      </svg>
      <span className="relative text-center leading-tight tabular-nums" aria-hidden="true">
        {children}
      </span>
    </div>
  );
}
