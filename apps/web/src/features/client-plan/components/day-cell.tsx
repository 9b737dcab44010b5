import type { NamedPlan } from '@healthprotocol/domain/named-activities';
import { useLingui } from '@lingui/react/macro';
import { Check } from 'lucide-react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { formatDate, formatNumber } from '../../../shared/lib/format.ts';

interface DayCellProps {
  date: string;
  day: NamedPlan['days'][number] | undefined;
  today: string;
  isChosen: boolean;
  /** Of a neighbouring month. */
  isOutside: boolean;
  onChoose: () => void;
}

/** One day of the month. */
export function DayCell({ date, day, today, isChosen, isOutside, onChoose }: DayCellProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const total = day?.total ?? 0;
  const done = formatNumber(day?.done ?? 0, locale, 1);
  const isOver = date <= today;
  const words = total === 0 ? t`nothing due` : isOver ? t`${done} of ${total} done` : t`${total} planned`;
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      aria-current={date === today ? 'date' : undefined}
      aria-label={`${formatDate(date, 'heading', locale)}: ${words}`}
      onClick={onChoose}
      className={cx(
        'flex h-13 w-full flex-col items-center justify-center gap-1 rounded-md text-sm tabular-nums transition-colors duration-100 hover:bg-hover',
        'aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent-ink',
        isOutside && 'text-muted',
        date === today && 'font-semibold text-accent-ink underline decoration-2 underline-offset-4',
      )}
    >
      {formatDate(date, 'day', locale)}
      <span className="grid h-3 place-items-center">
        {day && total > 0 && <DayMark share={day.due > 0 ? day.done / day.due : 1} isOver={isOver} />}
      </span>
    </button>
  );
}

/** How full a day is: a check, a bar that is partly filled, or an empty one for what is still to come. */
export function DayMark({ share, isOver }: { share: number; isOver: boolean }) {
  if (isOver && share >= 1) {
    return <Check aria-hidden="true" strokeWidth={3} className="size-3 text-done" />;
  }
  return (
    <span
      aria-hidden="true"
      className={cx(
        'block overflow-hidden rounded-full',
        isOver ? 'h-1.5 w-5 border border-outline' : 'size-1.5 border border-outline',
      )}
    >
      {isOver && <span className="block h-full bg-accent" style={{ width: `${share * 100}%` }} />}
    </span>
  );
}
