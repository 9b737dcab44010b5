import { useLingui } from '@lingui/react/macro';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { addDays } from '../../../shared/lib/clock.ts';
import { formatDateRange } from '../../../shared/lib/format.ts';
import { stretchOf } from '../plan-stretch.ts';
import { DayItems } from './day-items.tsx';
import type { PlanViewProps } from './month-view.tsx';
import { StretchHeader } from './stretch-header.tsx';

/** Seven days, spelled out. */
export function WeekView({ plan, date, onShow }: PlanViewProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const { from, to } = stretchOf('week', date, locale);
  const hasToday = from <= plan.today && plan.today <= to;
  return (
    <div>
      <StretchHeader
        title={formatDateRange(from, to, locale)}
        backLabel={t`Week before`}
        forwardLabel={t`Week after`}
        onBack={() => onShow(addDays(date, -7))}
        onForward={() => onShow(addDays(date, 7))}
        onToday={hasToday ? undefined : () => onShow(plan.today)}
      />
      <div className="flex flex-col gap-5">
        {plan.days
          .filter((day) => day.date >= from && day.date <= to)
          .map((day) => (
            <DayItems key={day.date} day={day} today={plan.today} />
          ))}
      </div>
    </div>
  );
}
