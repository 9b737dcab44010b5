import type { ClientDay } from '@healthprotocol/contracts/today';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';

/** Where each protocol stands on this day. */
export function DayContext({ assignments }: Pick<ClientDay, 'assignments'>) {
  const shown = assignments.filter(({ status }) => status !== 'stopped' && status !== 'completed');
  if (shown.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-sm text-muted">
      {shown.map((assignment) => (
        <li key={assignment.id}>
          <Link to="/me/plan" className="font-medium text-ink underline-offset-4 hover:underline" dir="auto">
            {assignment.title}
          </Link>
          {' · '}
          <Standing assignment={assignment} />
        </li>
      ))}
    </ul>
  );
}

function Standing({ assignment }: { assignment: ClientDay['assignments'][number] }) {
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
