import { Trans, useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { daysBetween, utcDateOf } from '../lib/clock.ts';
import { cx } from '../lib/cx.ts';
import { firstWeekday, formatDate, formatPercent, weekdayNames } from '../lib/format.ts';
import { type AdherenceDay, adherenceStep, type DayAdherence } from './adherence-cell.ts';
import { AdherenceTable } from './adherence-table.tsx';
import { Button } from './button.tsx';

export interface AdherenceHeatmapProps {
  /** Consecutive days, the earliest first. */
  days: readonly AdherenceDay[];
  locale: string;
  /** How the percentage is made, in words; always shown with it. */
  formula: string;
}

/** Days as small squares, a week a column; each day's answer is read out, and the same is there as a table. */
export function AdherenceHeatmap({ days, locale, formula }: AdherenceHeatmapProps) {
  const { t } = useLingui();
  const [asTable, setAsTable] = useState(false);
  const [chosen, setChosen] = useState(days.length - 1);
  const grid = useRef<HTMLFieldSetElement>(null);
  const weekdays = useMemo(() => weekdayNames(locale), [locale]);

  const say = (adherence: DayAdherence): string => {
    if (adherence === 'nothing_due') return t`nothing was due`;
    if (adherence === 'no_data') return t`no data`;
    return formatPercent(adherence, locale);
  };

  const first = days[0];
  const day = days[chosen];
  if (!first || !day) return null;
  const startRow = weekdayRow(first.date, locale);

  const onKeyDown = (event: KeyboardEvent) => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -7 : 7;
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      ArrowRight: forward,
      ArrowLeft: -forward,
    };
    const target =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? days.length - 1
          : chosen + (steps[event.key] ?? Number.NaN);
    if (!days[target]) return;
    event.preventDefault();
    setChosen(target);
    grid.current?.querySelectorAll('button')[target]?.focus();
  };

  return (
    <figure>
      {asTable ? (
        <AdherenceTable days={days} locale={locale} say={say} />
      ) : (
        <div
          // The latest days are what one comes for.
          ref={scrollToEnd}
          className="flex gap-2 overflow-x-auto p-1"
        >
          <div
            aria-hidden="true"
            className="sticky inset-s-0 z-10 grid shrink-0 bg-surface pe-1 grid-rows-[1rem_repeat(7,1rem)] gap-1 text-xs text-muted"
          >
            <span />
            {weekdays.map((name, index) => (
              <span key={name} className={cx('leading-4', index % 2 === 1 && 'invisible')}>
                {name}
              </span>
            ))}
          </div>
          <fieldset
            ref={grid}
            aria-label={t`Adherence by day`}
            onKeyDown={onKeyDown}
            className="grid grid-flow-col grid-rows-[1rem_repeat(7,1rem)] gap-1"
          >
            {monthStarts(days, startRow).map(({ date, column }) => (
              <span
                key={date}
                aria-hidden="true"
                style={{ gridRow: 1, gridColumn: `${column} / span 4` }}
                className="text-xs leading-4 whitespace-nowrap text-muted"
              >
                {monthName(date, locale)}
              </span>
            ))}
            {days.map(({ date, adherence }, index) => {
              const position = startRow + daysBetween(first.date, date);
              return (
                <button
                  key={date}
                  type="button"
                  tabIndex={index === chosen ? 0 : -1}
                  aria-label={`${formatDate(date, 'weekday', locale)}: ${say(adherence)}`}
                  aria-pressed={index === chosen}
                  onClick={() => setChosen(index)}
                  onFocus={() => setChosen(index)}
                  style={{ gridRow: (position % 7) + 2, gridColumn: Math.floor(position / 7) + 1 }}
                  className={cx(
                    'size-4 rounded-xs outline-offset-1 aria-pressed:ring-2 aria-pressed:ring-ink',
                    lookOf(adherence),
                  )}
                />
              );
            })}
          </fieldset>
        </div>
      )}
      <figcaption className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        {!asTable && (
          <p className="text-sm">
            <span className="font-medium">{formatDate(day.date, 'weekday', locale)}</span>
            <span className="text-muted"> · {say(day.adherence)}</span>
          </p>
        )}
        <Legend />
        <Button size="sm" variant="quiet" onClick={() => setAsTable(!asTable)}>
          {asTable ? <Trans>Show as calendar</Trans> : <Trans>Show as table</Trans>}
        </Button>
        <p className="w-full text-sm text-muted">{formula}</p>
      </figcaption>
    </figure>
  );
}

function scrollToEnd(element: HTMLElement | null): void {
  const isRightToLeft = element && getComputedStyle(element).direction === 'rtl';
  if (element) element.scrollLeft = element.scrollWidth * (isRightToLeft ? -1 : 1);
}

function Legend() {
  return (
    <ul className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
      <LegendEntry adherence="nothing_due">
        <Trans>Nothing due</Trans>
      </LegendEntry>
      <LegendEntry adherence="no_data">
        <Trans>No data</Trans>
      </LegendEntry>
      <li className="flex items-center gap-1">
        0 %
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <span key={share} aria-hidden="true" className={cx('size-3 rounded-[3px]', lookOf(share))} />
        ))}
        100 %
      </li>
    </ul>
  );
}

function LegendEntry({ adherence, children }: { adherence: DayAdherence; children: React.ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden="true" className={cx('size-3 rounded-[3px]', lookOf(adherence))} />
      {children}
    </li>
  );
}

const steps = ['bg-heat-0', 'bg-heat-1', 'bg-heat-2', 'bg-heat-3', 'bg-heat-4'] as const;

function lookOf(adherence: DayAdherence): string {
  if (adherence === 'nothing_due') return 'bg-sunken';
  if (adherence === 'no_data') return 'border border-dashed border-outline';
  return steps[adherenceStep(adherence)];
}

/** Rows from the locale's first day of the week. */
function weekdayRow(date: string, locale: string): number {
  const isoWeekday = utcDateOf(date).getUTCDay() || 7;
  return (isoWeekday - firstWeekday(locale) + 7) % 7;
}

/** Columns in which a month begins; one too near to the edge for its name is left out. */
function monthStarts(days: readonly AdherenceDay[], startRow: number): { date: string; column: number }[] {
  const columns = Math.ceil((days.length + startRow) / 7);
  return days
    .map(({ date }, index) => ({ date, column: Math.floor((index + startRow) / 7) + 1 }))
    .filter(({ date, column }) => date.endsWith('-01') && column < columns);
}

function monthName(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' }).format(utcDateOf(date));
}
