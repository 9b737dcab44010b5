import { useLingui } from '@lingui/react/macro';
import { cx } from '../lib/cx.ts';

export interface TimelinePhase {
  key: string;
  title: string;
  /** Protocol days, 1 is the first; both are included. */
  startDay: number;
  endDay: number;
}

export interface PhaseTimelineProps {
  durationDays: number;
  phases: readonly TimelinePhase[];
  /** The protocol day that today is; left out before the start and where nothing runs. */
  currentDay?: number;
  selectedKey?: string;
  onSelect?: (key: string) => void;
}

/** Phases as bars over the protocol's days; those that overlap stand in rows of their own. */
export function PhaseTimeline({
  durationDays,
  phases,
  currentDay,
  selectedKey,
  onSelect,
}: PhaseTimelineProps) {
  const { t } = useLingui();
  const lanes = lanesOf(phases);
  const percent = (day: number) => `${((day - 1) / durationDays) * 100}%`;
  return (
    <div>
      <ol className="relative grid gap-1.5" aria-label={t`Phases`}>
        {phases.map((phase) => {
          const { key, title, startDay, endDay } = phase;
          const isNow = currentDay !== undefined && currentDay >= startDay && currentDay <= endDay;
          const isOver = currentDay !== undefined && currentDay > endDay;
          const look = cx(
            'block w-full truncate rounded-sm px-2.5 py-1.5 text-start text-sm font-medium touch:min-h-11',
            isNow ? 'bg-accent text-on-accent' : 'bg-accent-soft text-accent-ink',
            isOver && 'bg-sunken text-muted',
            onSelect && 'transition-colors duration-100',
            selectedKey === key && 'outline-2 outline-offset-2 outline-focus',
          );
          const name = t`${title}, days ${startDay} to ${endDay}`;
          return (
            <li
              key={key}
              style={{
                gridRow: (lanes.get(key) ?? 0) + 1,
                gridColumn: 1,
                marginInlineStart: percent(startDay),
                width: `${((endDay - startDay + 1) / durationDays) * 100}%`,
              }}
              className="min-w-2"
              aria-current={isNow ? 'step' : undefined}
            >
              {onSelect ? (
                <button
                  type="button"
                  className={look}
                  aria-label={name}
                  aria-pressed={selectedKey === key}
                  title={name}
                  onClick={() => onSelect(key)}
                >
                  {title}
                </button>
              ) : (
                <span className={look} title={name}>
                  {title}
                  <span className="sr-only">{t`, days ${startDay} to ${endDay}`}</span>
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <div className="relative mt-1.5 h-5 border-t border-hairline text-xs text-muted tabular-nums">
        <span className="absolute inset-s-0 top-1">{t`Day 1`}</span>
        <span className="absolute inset-e-0 top-1">{t`Day ${durationDays}`}</span>
        {currentDay !== undefined && (
          <span
            className="absolute -top-1 flex -translate-x-1/2 flex-col items-center font-medium text-ink rtl:translate-x-1/2"
            style={{ insetInlineStart: `${((currentDay - 0.5) / durationDays) * 100}%` }}
          >
            <span aria-hidden="true" className="size-2 rounded-full bg-ink" />
            <span className={cx('bg-surface px-1', isNearEdge(currentDay, durationDays) && 'sr-only')}>
              {t`Day ${currentDay}`}
            </span>
          </span>
        )}
      </div>
    </div>
  );
}

/** Close enough to the first or last day that the words would cover each other. */
function isNearEdge(day: number, durationDays: number): boolean {
  const share = day / durationDays;
  return share < 0.14 || share > 0.86;
}

/** The first row in which each phase finds room beside those before it. */
function lanesOf(phases: readonly TimelinePhase[]): Map<string, number> {
  const lastDays: number[] = [];
  const lanes = new Map<string, number>();
  for (const phase of phases.toSorted((a, b) => a.startDay - b.startDay)) {
    const free = lastDays.findIndex((lastDay) => lastDay < phase.startDay);
    const lane = free === -1 ? lastDays.length : free;
    lastDays[lane] = phase.endDay;
    lanes.set(phase.key, lane);
  }
  return lanes;
}
