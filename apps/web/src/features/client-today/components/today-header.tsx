import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { addDays } from '../../../shared/lib/clock.ts';
import { formatDate, formatRelativeDay } from '../../../shared/lib/format.ts';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { ScreenHeader } from '../../../shared/ui/screen-header.tsx';

interface TodayHeaderProps {
  date: string;
  today: string;
  earliestDate: string;
  /** Called with undefined for today. */
  onDateChange: (date: string | undefined) => void;
}

/** Which day it is, and the way to the days around it that can still be answered. */
export function TodayHeader({ date, today, earliestDate, onDateChange }: TodayHeaderProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const isToday = date === today;
  const relative = formatRelativeDay(date, today, locale);
  const go = (days: number) => onDateChange(dayFrom(date, days, today));
  return (
    <div className="flex items-end justify-between gap-3">
      <ScreenHeader
        above={
          isToday ? (
            <Trans>Today</Trans>
          ) : (
            <>
              <span className="inline-block first-letter:uppercase">{relative}</span>
              {' · '}
              <button
                type="button"
                className="-my-3 min-h-11 font-medium text-accent-ink underline underline-offset-4"
                onClick={() => onDateChange(undefined)}
              >
                <Trans>Back to today</Trans>
              </button>
            </>
          )
        }
        title={formatDate(date, 'heading', locale)}
      />
      <div className="flex shrink-0 gap-1">
        <IconButton
          label={t`Day before`}
          className="size-11 border border-hairline bg-surface"
          disabled={date <= earliestDate}
          onClick={() => go(-1)}
          icon={<ChevronLeft aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
        />
        <IconButton
          label={t`Day after`}
          className="size-11 border border-hairline bg-surface"
          disabled={isToday}
          onClick={() => go(1)}
          icon={<ChevronRight aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
        />
      </div>
    </div>
  );
}

/** The day some days on; undefined when that is today. */
export function dayFrom(date: string, days: number, today: string): string | undefined {
  const next = addDays(date, days);
  return next === today ? undefined : next;
}
