import type { NamedDay } from '@healthprotocol/domain/named-activities';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';

/** Where each protocol stands on this day. */
export function DayContext({ assignments }: Pick<NamedDay, 'assignments'>) {
  const id = useId();
  const shown = assignments.filter(({ status }) => status !== 'stopped' && status !== 'completed');
  if (shown.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="pb-1 text-sm font-semibold">
        <Trans>What you follow</Trans>
      </h2>
      <ul className="text-sm text-muted">
        {shown.map((assignment) => (
          <li key={assignment.id}>
            <Link
              to="/me/plan"
              className="inline-block py-1.5 font-medium text-accent-ink underline underline-offset-4"
            >
              <bdi>{assignment.title}</bdi>
            </Link>
            {' · '}
            <Standing assignment={assignment} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Standing({ assignment }: { assignment: NamedDay['assignments'][number] }) {
  const { protocolDay, durationDays, phaseTitles, status } = assignment;
  if (status === 'paused') return <Trans>paused; these days don't count</Trans>;
  if (protocolDay === null) return <Trans>not started yet</Trans>;
  return (
    <>
      <Trans>
        day {protocolDay} of {durationDays}
      </Trans>
      {phaseTitles.length > 0 && <span dir="auto"> · {phaseTitles.join(', ')}</span>}
    </>
  );
}
