import type { AssignmentSummary } from '@healthprotocol/contracts/assignments';
import { Plural, Trans } from '@lingui/react/macro';
import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatDate } from '../../../shared/lib/format.ts';
import type { ChosenClient } from '../assign-state.ts';

interface AssignedProps {
  items: AssignmentSummary[];
  chosen: ChosenClient[];
  clientLink: (clientId: string, name: string) => ReactNode;
  onward: ReactNode;
}

/** It is done: for whom, and the way to each of them. */
export function Assigned({ items, chosen, clientLink, onward }: AssignedProps) {
  const locale = useLocale();
  const names = new Map(chosen.map(({ id, name }) => [id, name]));
  const [first] = items;
  return (
    <div role="status" className="mx-auto max-w-lg py-10">
      <CircleCheck aria-hidden="true" className="size-10 text-done" />
      <h2 className="mt-3 text-lg font-semibold">
        <Plural value={items.length} one="Assigned to # client" other="Assigned to # clients" />
      </h2>
      {first && (
        <p className="mt-1 text-body text-muted">
          <Trans>
            “{first.title}”, day 1 is {formatDate(first.startDate, 'long', locale)}.
          </Trans>
        </p>
      )}
      <ul className="mt-5 max-h-96 overflow-y-auto rounded-xl border border-hairline bg-surface">
        {items.map(({ id, clientId }) => (
          <li key={id} dir="auto" className="border-t border-hairline px-4 py-2.5 text-body first:border-t-0">
            {clientLink(clientId, names.get(clientId) ?? '')}
          </li>
        ))}
      </ul>
      <div className="mt-6">{onward}</div>
    </div>
  );
}
