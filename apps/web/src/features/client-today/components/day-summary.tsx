import type { NamedDay } from '@healthprotocol/domain/named-activities';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Flame } from 'lucide-react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatNumber } from '../../../shared/lib/format.ts';
import { ProgressRing } from '../../../shared/ui/progress-ring.tsx';

/** How far the day is: a ring of what is done, what is left in words, and the streak. */
export function DaySummary({ day }: { day: NamedDay }) {
  const { t } = useLingui();
  const locale = useLocale();
  const { total, streakDays } = day;
  const done = formatNumber(day.done, locale, 1);
  const isToday = day.date === day.today;
  return (
    <section aria-label={t`How far you are`} className="flex items-center gap-4">
      <ProgressRing
        label={isToday ? t`Done today` : t`Done on this day`}
        share={day.done / total}
        valueText={t`${done} of ${total} done`}
        size={76}
      >
        <span className="text-lg font-semibold">{done}</span>
        <span className="text-sm text-muted">/{total}</span>
      </ProgressRing>
      <div className="min-w-0">
        <p className="text-lg font-semibold text-balance">
          <WhatIsLeft count={day.items.filter(({ checkIn }) => checkIn === null).length} isToday={isToday} />
        </p>
        {streakDays > 0 && (
          <p className="mt-0.5 flex items-center gap-1.5 text-sm text-muted">
            <Flame aria-hidden="true" className="size-4 shrink-0 text-attention" />
            <Plural value={streakDays} one="# full day in a row" other="# full days in a row" />
          </p>
        )}
      </div>
    </section>
  );
}

function WhatIsLeft({ count, isToday }: { count: number; isToday: boolean }) {
  if (count === 0) {
    return isToday ? <Trans>You're done for today</Trans> : <Trans>Everything is answered</Trans>;
  }
  return isToday ? (
    <Plural value={count} one="# left today" other="# left today" />
  ) : (
    <Plural value={count} one="# left on this day" other="# left on this day" />
  );
}
