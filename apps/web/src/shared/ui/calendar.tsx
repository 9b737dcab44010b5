import { useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { addDays, addMonths, daysBetween, utcDateOf } from '../lib/clock.ts';
import { cx } from '../lib/cx.ts';
import { firstWeekday, formatDate, weekdayNames } from '../lib/format.ts';
import { IconButton } from './icon-button.tsx';

export interface CalendarProps {
  value: string | null;
  onPick: (date: string) => void;
  locale: string;
  today: string;
  min?: string | undefined;
  max?: string | undefined;
}

/** A month of days with the keys of the ARIA date grid: arrows by day and week, page keys by month, Home and End. */
export function Calendar({ value, onPick, locale, today, min, max }: CalendarProps) {
  const { t } = useLingui();
  const [cursor, setCursor] = useState(value ?? clamp(today, min, max));
  const cursorButton = useRef<HTMLButtonElement>(null);
  const movedByKey = useRef(true);

  // The focus follows the cursor, also into another month.
  useEffect(() => {
    if (cursor && movedByKey.current) cursorButton.current?.focus();
  }, [cursor]);

  const weeks = weeksOf(cursor, locale);
  const isOut = (date: string) => (min !== undefined && date < min) || (max !== undefined && date > max);
  const move = (date: string, byKey: boolean) => {
    movedByKey.current = byKey;
    setCursor(clamp(date, min, max));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const weekday = weeks.find((week) => week.includes(cursor))?.indexOf(cursor) ?? 0;
    const targets: Record<string, string> = {
      ArrowRight: addDays(cursor, forward),
      ArrowLeft: addDays(cursor, -forward),
      ArrowDown: addDays(cursor, 7),
      ArrowUp: addDays(cursor, -7),
      Home: addDays(cursor, -weekday),
      End: addDays(cursor, 6 - weekday),
      PageDown: addMonths(cursor, event.shiftKey ? 12 : 1),
      PageUp: addMonths(cursor, event.shiftKey ? -12 : -1),
    };
    const target = targets[event.key];
    if (!target) return;
    event.preventDefault();
    move(target, true);
  };

  return (
    <div className="w-72">
      <div className="mb-2 flex items-center justify-between">
        <IconButton
          label={t`Month before`}
          size="sm"
          icon={<ChevronLeft aria-hidden="true" className="size-5 rtl:rotate-180" />}
          onClick={() => move(addMonths(cursor, -1), false)}
        />
        <p aria-live="polite" className="text-body font-semibold first-letter:uppercase">
          {formatDate(cursor, 'month', locale)}
        </p>
        <IconButton
          label={t`Month after`}
          size="sm"
          icon={<ChevronRight aria-hidden="true" className="size-5 rtl:rotate-180" />}
          onClick={() => move(addMonths(cursor, 1), false)}
        />
      </div>
      <table className="w-full table-fixed text-center" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {weekdayNames(locale).map((name) => (
              <th key={name} scope="col" className="h-8 text-xs font-medium text-muted">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <td key={date} className="p-0">
                  <button
                    ref={date === cursor ? cursorButton : undefined}
                    type="button"
                    tabIndex={date === cursor ? 0 : -1}
                    disabled={isOut(date)}
                    aria-label={formatDate(date, 'long', locale)}
                    aria-pressed={date === value}
                    aria-current={date === today ? 'date' : undefined}
                    onClick={() => onPick(date)}
                    className={cx(
                      'inline-grid size-9 place-items-center rounded-full text-sm tabular-nums hover:not-disabled:bg-hover disabled:opacity-40',
                      date.slice(0, 7) !== cursor.slice(0, 7) && 'text-muted',
                      date === today && 'font-semibold text-accent-ink',
                      'aria-pressed:bg-accent aria-pressed:text-on-accent aria-pressed:hover:bg-accent-hover',
                    )}
                  >
                    {formatDate(date, 'day', locale)}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The weeks that show a date's month, from the locale's first weekday; always six, so that nothing jumps. */
export function weeksOf(date: string, locale: string): string[][] {
  const first = `${date.slice(0, 8)}01`;
  const isoWeekday = utcDateOf(first).getUTCDay() || 7;
  const start = addDays(first, -((isoWeekday - firstWeekday(locale) + 7) % 7));
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => addDays(start, week * 7 + day)),
  );
}

function clamp(date: string, min: string | undefined, max: string | undefined): string {
  if (min && daysBetween(min, date) < 0) return min;
  if (max && daysBetween(date, max) < 0) return max;
  return date;
}
