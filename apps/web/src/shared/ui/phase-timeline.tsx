import { useLingui } from '@lingui/react/macro';
import { cx } from '../lib/cx.ts';
import { PhaseBar } from './phase-bar.tsx';

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

/**
 * Phases over the protocol's days. With room, bars that carry their names, the overlapping ones in rows of their own;
 * in a narrow place a row each, the name above its bar.
 */
export function PhaseTimeline({
  durationDays,
  phases,
  currentDay,
  selectedKey,
  onSelect,
}: PhaseTimelineProps) {
  const { t } = useLingui();
  const lanes = lanesOf(phases);
  return (
    <div className="@container">
      <ol className="grid gap-3 @xl:gap-1.5" aria-label={t`Phases`}>
        {phases.map((phase) => (
          <PhaseBar
            key={phase.key}
            phase={phase}
            durationDays={durationDays}
            lane={(lanes.get(phase.key) ?? 0) + 1}
            currentDay={currentDay}
            pressed={onSelect ? selectedKey === phase.key : undefined}
            onSelect={onSelect}
          />
        ))}
      </ol>
      <div className="relative mt-2.5 h-6 border-t border-hairline text-xs text-muted tabular-nums">
        <span className="absolute inset-s-0 top-1.5">{t`Day 1`}</span>
        <span className="absolute inset-e-0 top-1.5">{t`Day ${durationDays}`}</span>
        {currentDay !== undefined && (
          <span
            className="absolute -top-1 flex -translate-x-1/2 flex-col items-center font-medium text-ink rtl:translate-x-1/2"
            style={{ insetInlineStart: `${((currentDay - 0.5) / durationDays) * 100}%` }}
          >
            <span aria-hidden="true" className="size-2 rounded-full bg-ink" />
            <span className={cx('px-1 whitespace-nowrap', isNearEdge(currentDay, durationDays) && 'sr-only')}>
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
  return share < 0.2 || share > 0.8;
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
