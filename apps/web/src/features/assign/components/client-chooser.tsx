import type { ClientSummary } from '@healthprotocol/contracts/clients';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Search, SearchX, Users, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { Avatar } from '../../../shared/ui/avatar.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Checkbox } from '../../../shared/ui/checkbox.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { clientsToChooseQuery } from '../api/get-clients-to-choose.ts';
import { type ChosenClient, mostClients } from '../assign-state.ts';

interface ClientChooserProps {
  chosen: ChosenClient[];
  onChange: (chosen: ChosenClient[]) => void;
}

/** The first step: one or many clients. Those chosen stay, whatever is searched next. */
export function ClientChooser({ chosen, onChange }: ClientChooserProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), 200);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    clientsToChooseQuery(search),
  );
  const clients = data?.pages.flatMap(({ items }) => items) ?? [];
  const isFull = chosen.length >= mostClients;
  const remove = (id: string) => onChange(chosen.filter((client) => client.id !== id));
  const toggle = ({ id, name, timeZone }: ClientSummary) => {
    if (chosen.some((client) => client.id === id)) remove(id);
    else if (!isFull) onChange([...chosen, { id, name, timeZone, assignmentId: uuidv7() }]);
  };

  if (!isPending && clients.length === 0 && search === '') {
    return (
      <EmptyState icon={<Users className="size-6" />} title={<Trans>No clients yet</Trans>}>
        <Trans>Add a client first; a protocol can be assigned before they have a login.</Trans>
      </EmptyState>
    );
  }
  return (
    <div>
      {chosen.length > 0 && (
        <div className="mb-4">
          <p aria-live="polite" className="mb-2 text-sm font-medium">
            <Plural value={chosen.length} one="# client chosen" other="# clients chosen" />
            {isFull && ` · ${t`the most at once`}`}
          </p>
          <ul className="flex max-h-40 flex-wrap gap-1.5 overflow-y-auto">
            {chosen.map(({ id, name }) => (
              <li
                key={id}
                className="inline-flex max-w-full items-center rounded-full bg-accent-soft ps-3 text-body font-medium text-accent-ink"
              >
                <span dir="auto" className="truncate">
                  {name}
                </span>
                <button
                  type="button"
                  aria-label={t`Remove ${name}`}
                  onClick={() => remove(id)}
                  className="grid size-8 shrink-0 place-items-center rounded-full touch:size-11"
                >
                  <X aria-hidden="true" className="size-4" />
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Field label={<Trans>Search clients</Trans>} hideLabel>
        <TextInput
          type="search"
          placeholder={t`Search by name or e-mail address`}
          leading={<Search aria-hidden="true" className="size-4.5" />}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <div
        className="mt-3 overflow-hidden rounded-xl border border-hairline bg-surface"
        aria-busy={isPending}
      >
        {isPending ? (
          <div className="flex flex-col gap-5 p-4">
            <Skeleton className="h-5 w-1/2" />
            <Skeleton className="h-5 w-2/3" />
            <Skeleton className="h-5 w-2/5" />
          </div>
        ) : clients.length === 0 ? (
          <EmptyState
            icon={<SearchX className="size-5" />}
            title={<Trans>Nobody matches “{search}”</Trans>}
          />
        ) : (
          <ul>
            {clients.map((client) => {
              const isChosen = chosen.some(({ id }) => id === client.id);
              return (
                <li
                  key={client.id}
                  className="border-t border-hairline first:border-t-0 has-checked:bg-accent-soft"
                >
                  <Checkbox
                    className="w-full px-4 *:self-center hover:bg-hover"
                    checked={isChosen}
                    disabled={!isChosen && isFull}
                    onChange={() => toggle(client)}
                    label={
                      <span className="flex items-center gap-3">
                        <Avatar name={client.name} size="sm" />
                        <span className="min-w-0">
                          <span dir="auto" className="block font-medium wrap-anywhere">
                            {client.name}
                          </span>
                          <span className="block text-sm text-muted">
                            {client.timeZone.replaceAll('_', ' ')}
                            {client.runningAssignments > 0 && (
                              <>
                                {' · '}
                                <Plural
                                  value={client.runningAssignments}
                                  one="follows # protocol"
                                  other="follows # protocols"
                                />
                              </>
                            )}
                          </span>
                        </span>
                      </span>
                    }
                  />
                </li>
              );
            })}
          </ul>
        )}
        {hasNextPage && (
          <div className="flex justify-center border-t border-hairline p-2">
            <Button variant="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              <Trans>Load more</Trans>
            </Button>
          </div>
        )}
      </div>
    </div>
  );
}
