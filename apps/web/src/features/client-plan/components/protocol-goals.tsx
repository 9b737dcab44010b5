import type { PlanItem } from '@healthprotocol/contracts/today';
import { Trans } from '@lingui/react/macro';
import { Target } from 'lucide-react';

/** What the protocol aims at. */
export function ProtocolGoals({ goals }: Pick<PlanItem, 'goals'>) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">
        <Trans>Goals</Trans>
      </h3>
      <ul className="flex flex-col gap-2 text-body">
        {goals.map((goal) => (
          <li key={goal.id} className="flex gap-2.5">
            <Target aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-accent-ink" />
            <span>
              <bdi>{goal.title}</bdi>
              {goal.byDay !== undefined && (
                <span className="text-muted">
                  {' · '}
                  <Trans>by day {goal.byDay}</Trans>
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
