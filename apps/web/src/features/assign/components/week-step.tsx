import type { ActivityOverride, ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { Plural, Trans } from '@lingui/react/macro';
import { useMemo } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { addDays } from '../../../shared/lib/clock.ts';
import { formatDateRange } from '../../../shared/lib/format.ts';
import type { AssignState } from '../assign-state.ts';
import { previewWeek } from '../week-preview.ts';
import { AdjustActivity } from './adjust-activity.tsx';
import { WeekTable } from './week-table.tsx';

interface WeekStepProps {
  content: ProtocolContent;
  state: AssignState;
  startDate: string;
  onChange: (change: Partial<AssignState>) => void;
}

/** The third step: what the clients will have to do, and what is different for them. */
export function WeekStep({ content, state, startDate, onChange }: WeekStepProps) {
  const locale = useLocale();
  const week = useMemo(
    () => previewWeek(content, startDate, Object.values(state.overrides)),
    [content, startDate, state.overrides],
  );
  const setOverride = (activityId: string, override: ActivityOverride | undefined) => {
    const { [activityId]: _, ...others } = state.overrides;
    onChange({ overrides: override ? { ...others, [activityId]: override } : others });
  };
  return (
    <div className="flex flex-col gap-8">
      <section aria-labelledby="week-heading">
        <h2 id="week-heading" className="text-base font-semibold">
          <Trans>The first week</Trans>
        </h2>
        <p className="mt-1 mb-3 text-body text-muted tabular-nums">
          {formatDateRange(startDate, addDays(startDate, content.durationDays - 1), locale)} ·{' '}
          <Plural value={content.durationDays} one="# day in all" other="# days in all" />
        </p>
        <WeekTable week={week} />
      </section>
      <section aria-labelledby="adjust-heading">
        <h2 id="adjust-heading" className="text-base font-semibold">
          <Trans>Adjust it</Trans>
        </h2>
        <p className="mt-1 mb-3 max-w-[70ch] text-body text-muted">
          {state.chosen.length === 1 ? (
            <Trans>For this client only; the protocol stays as it is.</Trans>
          ) : (
            <Trans>For all clients chosen here; the protocol stays as it is.</Trans>
          )}
        </p>
        <ul className="overflow-hidden rounded-xl border border-hairline bg-surface">
          {content.activities.map((activity) => (
            <AdjustActivity
              key={activity.id}
              activity={activity}
              override={state.overrides[activity.id]}
              onChange={(override) => setOverride(activity.id, override)}
            />
          ))}
        </ul>
      </section>
    </div>
  );
}
