import type { ClientSummary } from '@healthprotocol/contracts/clients';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useMemo } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { todayIn } from '../../../shared/lib/clock.ts';
import { formatRelativeDay } from '../../../shared/lib/format.ts';
import { zoneCity } from '../../../shared/lib/zone-label.ts';
import { AdherenceText } from '../../../shared/ui/adherence-text.tsx';
import { Avatar } from '../../../shared/ui/avatar.tsx';
import type { DataTableColumn } from '../../../shared/ui/data-table/data-table-column.ts';
import { loginWords } from '../login-words.ts';
import { LoginBadge } from './login-badge.tsx';

export type ClientLink = (clientId: string, name: ReactNode) => ReactNode;

/** The columns of the client list; on a phone the first one carries the essentials of the others. */
export function useClientColumns(clientLink: ClientLink): DataTableColumn<ClientSummary>[] {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  return useMemo(() => {
    const lastCheckIn = (client: ClientSummary) =>
      client.lastCheckInDate === null
        ? null
        : formatRelativeDay(client.lastCheckInDate, todayIn(client.timeZone), locale);
    return [
      {
        id: 'name',
        header: t`Name`,
        value: (client) => client.name,
        cell: (client) => (
          <span className="flex min-w-0 items-center gap-3">
            <Avatar name={client.name} size="sm" />
            <span className="min-w-0">
              <span dir="auto" className="block font-medium">
                {clientLink(client.id, client.name)}
              </span>
              <span className="block text-sm text-muted md:hidden">
                <AdherenceText answer={client.adherence30} locale={locale} />
                {' · '}
                {lastCheckIn(client) ?? <Trans>no check-in yet</Trans>}
              </span>
            </span>
          </span>
        ),
      },
      {
        id: 'assignments',
        header: t`Running`,
        value: (client) => client.runningAssignments,
        cell: ({ runningAssignments }) =>
          runningAssignments === 0 ? (
            <span className="text-muted">
              <Trans>None</Trans>
            </span>
          ) : (
            <Plural value={runningAssignments} one="# protocol" other="# protocols" />
          ),
        width: '8rem',
        wideOnly: true,
      },
      {
        id: 'adherence',
        header: t`Adherence, 30 days`,
        value: ({ adherence30 }) => (adherence30.kind === 'percentage' ? adherence30.percent : null),
        cell: (client) => <AdherenceText answer={client.adherence30} locale={locale} />,
        align: 'end',
        width: '10rem',
        wideOnly: true,
      },
      {
        id: 'last-check-in',
        header: t`Last check-in`,
        value: (client) => client.lastCheckInDate,
        cell: (client) =>
          lastCheckIn(client) ?? (
            <span className="text-muted">
              <Trans>None yet</Trans>
            </span>
          ),
        width: '9rem',
        wideOnly: true,
      },
      {
        id: 'login',
        header: t`Login`,
        value: (client) => i18n._(loginWords[client.login]),
        cell: (client) => <LoginBadge login={client.login} />,
        width: '8rem',
        wideOnly: true,
      },
      {
        id: 'zone',
        header: t`Zone`,
        value: (client) => client.timeZone,
        cell: (client) => <span title={client.timeZone}>{zoneCity(client.timeZone)}</span>,
        width: '9rem',
        wideOnly: true,
      },
    ];
  }, [clientLink, t, i18n, locale]);
}
