import { useLingui } from '@lingui/react/macro';
import type { CSSProperties } from 'react';
import { cx } from '../lib/cx.ts';
import type { TimelinePhase } from './phase-timeline.tsx';

interface PhaseBarProps {
  phase: TimelinePhase;
  durationDays: number;
  lane: number;
  currentDay: number | undefined;
  /** Undefined where phases cannot be chosen. */
  pressed: boolean | undefined;
  onSelect: ((key: string) => void) | undefined;
}

export function PhaseBar({ phase, durationDays, lane, currentDay, pressed, onSelect }: PhaseBarProps) {
  const { t } = useLingui();
  const { key, title, startDay, endDay } = phase;
  const isNow = currentDay !== undefined && currentDay >= startDay && currentDay <= endDay;
  const isOver = currentDay !== undefined && currentDay > endDay;
  const position = {
    '--lane': lane,
    '--start': `${((startDay - 1) / durationDays) * 100}%`,
    '--length': `${((endDay - startDay + 1) / durationDays) * 100}%`,
  } as CSSProperties;
  const colour = isNow
    ? '[--bar:var(--color-accent)] [--bar-text:var(--color-on-accent)]'
    : isOver
      ? '[--bar:var(--color-sunken)] [--bar-text:var(--color-muted)]'
      : '[--bar:var(--color-accent-soft)] [--bar-text:var(--color-accent-ink)]';
  const look = cx(
    'group block w-full rounded-sm text-start text-sm',
    '@xl:truncate @xl:bg-(--bar) @xl:px-2.5 @xl:py-1.5 @xl:font-medium @xl:text-(--bar-text) @xl:touch:min-h-11',
    pressed && '@xl:outline-2 @xl:outline-offset-1 @xl:outline-focus',
  );
  const content = (
    <>
      <span className={cx('@max-xl:font-medium', pressed && '@max-xl:text-accent-ink')}>{title}</span>
      <span className="ms-2 text-xs text-muted tabular-nums @xl:sr-only">{t`Days ${startDay}–${endDay}`}</span>
      <span aria-hidden="true" className="mt-1.5 block h-2 rounded-full bg-sunken @xl:hidden">
        <span
          className={cx(
            'ms-(--start) block h-2 w-(--length) min-w-2 rounded-full',
            isOver ? 'bg-outline' : isNow || pressed ? 'bg-accent' : 'bg-heat-2',
          )}
        />
      </span>
    </>
  );
  return (
    <li
      style={position}
      aria-current={isNow ? 'step' : undefined}
      className={cx(
        'min-w-2 @xl:col-start-1 @xl:row-(--lane) @xl:ms-(--start) @xl:w-(--length) @xl:pe-px',
        colour,
      )}
    >
      {onSelect ? (
        <button
          type="button"
          className={cx(look, '@max-xl:min-h-11')}
          aria-pressed={pressed}
          title={title}
          onClick={() => onSelect(key)}
        >
          {content}
        </button>
      ) : (
        <span className={look} title={title}>
          {content}
        </span>
      )}
    </li>
  );
}
