import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CalendarDays } from 'lucide-react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { todayIn } from '../../../shared/lib/clock.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { ScreenHeader } from '../../../shared/ui/screen-header.tsx';
import { Tabs } from '../../../shared/ui/tabs.tsx';
import { ownPlanQuery } from '../api/get-own-plan.ts';
import { type PlanView, stretchOf } from '../plan-stretch.ts';
import { MonthView } from './month-view.tsx';
import { PlanSkeleton } from './plan-skeleton.tsx';
import { ProtocolCard } from './protocol-card.tsx';
import { WeekView } from './week-view.tsx';

interface PlanScreenProps {
  view: PlanView;
  /** The day looked at; today when not given. */
  date: string | undefined;
  onChange: (next: { view: PlanView; date: string | undefined }) => void;
}

/** What comes and what was, day by day, and the protocols that it comes from. */
export function PlanScreen({ view, date, onChange }: PlanScreenProps) {
  const { t } = useLingui();
  const locale = useLocale();
  // The device's date is the first guess; the plan knows which day it is where its owner lives.
  const guess = useQuery(ownPlanQuery(stretchOf(view, date ?? todayIn(), locale)));
  const shown = date ?? guess.data?.today ?? todayIn();
  const { data: plan } = useQuery(ownPlanQuery(stretchOf(view, shown, locale)));
  const show = (next: string) => onChange({ view, date: next });
  const views = {
    month: { label: t`Month`, Content: MonthView },
    week: { label: t`Week`, Content: WeekView },
  };
  return (
    <div className="flex flex-col gap-6 px-4 pt-2 pb-10">
      <ScreenHeader title={t`Plan`} description={<Trans>What comes, and what you follow.</Trans>} />
      {!plan && <PlanSkeleton />}
      {plan && plan.protocols.length === 0 && (
        <EmptyState icon={<CalendarDays className="size-6" />} title={<Trans>There is no plan yet</Trans>}>
          <Trans>As soon as your practitioner gives you a protocol, you see here what comes when.</Trans>
        </EmptyState>
      )}
      {plan && plan.protocols.length > 0 && (
        <>
          <Tabs
            label={t`How much at a time`}
            value={view}
            onValueChange={(next) => onChange({ view: next, date })}
            tabs={(['month', 'week'] as const).map((value) => {
              const { label, Content } = views[value];
              return {
                value,
                label,
                content: <Content plan={plan} date={date ?? plan.today} onShow={show} />,
              };
            })}
          />
          {plan.protocols.map((protocol) => (
            <ProtocolCard key={protocol.assignmentId} protocol={protocol} />
          ))}
        </>
      )}
    </div>
  );
}
