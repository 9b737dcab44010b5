import type { Activity, Measure, ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatDayList } from '../../../shared/lib/day-list.ts';
import { amountWords, kindNames, targetWords } from '../../../shared/lib/protocol-words.ts';
import { daySpan, scheduleWords } from '../../../shared/lib/schedule-words.ts';
import { ActivityIcon } from '../../../shared/ui/activity-icon.tsx';
import { Button } from '../../../shared/ui/button.tsx';

/** Long lists start with these many. */
const firstShown = 8;

/** Everything a client will do, under the phases it belongs to. */
export function ActivityList({ phases, activities }: Pick<ProtocolContent, 'phases' | 'activities'>) {
  const groups = [
    ...phases.map((phase) => ({
      phase,
      activities: activities.filter(({ phaseId }) => phaseId === phase.id),
    })),
    { phase: null, activities: activities.filter(({ phaseId }) => phaseId === null) },
  ].filter((group) => group.activities.length > 0);
  return (
    <div className="flex flex-col gap-5">
      {groups.map((group) => (
        <div key={group.phase?.id ?? ''}>
          {(group.phase || groups.length > 1) && (
            <h3 className="mb-2 flex flex-wrap items-baseline gap-x-2 text-body font-semibold">
              <span dir="auto">{group.phase?.title ?? <Trans>Throughout</Trans>}</span>
              {group.phase && (
                <span className="text-sm font-normal text-muted tabular-nums">{daySpan(group.phase)}</span>
              )}
            </h3>
          )}
          {group.phase?.description && (
            <p dir="auto" className="mb-2 max-w-[70ch] text-body whitespace-pre-line text-muted">
              {group.phase.description}
            </p>
          )}
          <Group activities={group.activities} />
        </div>
      ))}
    </div>
  );
}

function Group({ activities }: { activities: Activity[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? activities : activities.slice(0, firstShown);
  const rest = activities.length - shown.length;
  return (
    <div className="rounded-xl border border-hairline bg-surface">
      <ul>
        {shown.map((activity) => (
          <ActivityItem key={activity.id} activity={activity} />
        ))}
      </ul>
      {rest > 0 && (
        <div className="border-t border-hairline p-1.5">
          <Button variant="quiet" size="sm" onClick={() => setAll(true)}>
            <Plural value={rest} one="Show # more" other="Show # more" />
          </Button>
        </div>
      )}
    </div>
  );
}

function ActivityItem({ activity }: { activity: Activity }) {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { recurrence } = activity.schedule;
  const amount = amountWords({ ...activity, measures: undefined }, locale);
  return (
    <li className="flex gap-3 border-t border-hairline px-4 py-3 first:border-t-0">
      <span className="mt-0.5 text-accent-ink">
        <ActivityIcon kind={activity.kind} />
      </span>
      <div className="min-w-0 flex-1 text-body">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span dir="auto" className="font-medium wrap-anywhere">
            {activity.title}
          </span>
          <span className="text-sm text-muted">{i18n._(kindNames[activity.kind])}</span>
        </p>
        <p
          className="text-muted wrap-anywhere tabular-nums"
          title={recurrence.type === 'protocol_days' ? formatDayList(recurrence.days) : undefined}
        >
          {scheduleWords(activity.schedule, locale)}
        </p>
        {amount && <p className="wrap-anywhere">{amount}</p>}
        {activity.measures?.map((measure) => (
          <MeasureLine key={measure.loinc + measure.display} measure={measure} />
        ))}
        {activity.instructions && (
          <p dir="auto" className="mt-1 max-w-[70ch] text-sm whitespace-pre-line text-muted">
            {activity.instructions}
          </p>
        )}
      </div>
    </li>
  );
}

function MeasureLine({ measure }: { measure: Measure }) {
  const locale = useLocale();
  const target = targetWords(measure, locale);
  return (
    <p className="wrap-anywhere">
      {measure.display} <span className="text-sm text-muted">LOINC {measure.loinc}</span>
      {target && (
        <>
          {' · '}
          <Trans>target {target}</Trans>
        </>
      )}
    </p>
  );
}
