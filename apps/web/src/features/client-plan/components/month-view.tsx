import type { NamedPlan } from '@healthprotocol/domain/named-activities';
import { Trans, useLingui } from '@lingui/react/macro';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { addMonths } from '../../../shared/lib/clock.ts';
import { formatDate, weekdayNames } from '../../../shared/lib/format.ts';
import { weeksOf } from '../../../shared/ui/calendar.tsx';
import { DayCell, DayMark } from './day-cell.tsx';
import { DayItems } from './day-items.tsx';
import { StretchHeader } from './stretch-header.tsx';

export interface PlanViewProps {
  plan: NamedPlan;
  date: string;
  onShow: (date: string) => void;
}

/** A month of days, each with how full it is; the chosen one is spelled out below. */
export function MonthView({ plan, date, onShow }: PlanViewProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const days = new Map(plan.days.map((day) => [day.date, day]));
  const chosen = days.get(date);
  return (
    <div>
      <StretchHeader
        title={formatDate(date, 'month', locale)}
        backLabel={t`Month before`}
        forwardLabel={t`Month after`}
        onBack={() => onShow(addMonths(date, -1))}
        onForward={() => onShow(addMonths(date, 1))}
        onToday={date === plan.today ? undefined : () => onShow(plan.today)}
      />
      <table className="w-full table-fixed text-center">
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
          {weeksOf(date, locale).map((week) => (
            <tr key={week[0]}>
              {week.map((each) => (
                <td key={each} className="p-0">
                  <DayCell
                    date={each}
                    day={days.get(each)}
                    today={plan.today}
                    isChosen={each === date}
                    isOutside={each.slice(0, 7) !== date.slice(0, 7)}
                    onChoose={() => onShow(each)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        <li className="flex items-center gap-1.5">
          <DayMark share={1} isOver />
          <Trans>all done</Trans>
        </li>
        <li className="flex items-center gap-1.5">
          <DayMark share={0.5} isOver />
          <Trans>part done</Trans>
        </li>
        <li className="flex items-center gap-1.5">
          <DayMark share={0} isOver={false} />
          <Trans>planned</Trans>
        </li>
      </ul>
      {chosen && (
        <section aria-live="polite" className="mt-5">
          <DayItems day={chosen} today={plan.today} />
        </section>
      )}
    </div>
  );
}
