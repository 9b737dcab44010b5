import type { ProtocolSummary } from '@healthprotocol/contracts/protocols';
import { Trans, useLingui } from '@lingui/react/macro';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { LibraryFilter } from '../../features/protocols/api/get-protocols.ts';
import { ProtocolLibrary } from '../../features/protocols/components/protocol-library.tsx';

const route = getRouteApi('/practitioner/protocols');

/** The library; with `assignTo`, the first step of giving a client a protocol. */
export function ProtocolsRoute() {
  const { t } = useLingui();
  const { assignTo, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  const titleLink = useCallback(
    ({ id, title }: ProtocolSummary) => {
      const look = 'hover:underline underline-offset-2';
      return assignTo ? (
        <Link
          to="/protocols/$protocolId/assign"
          params={{ protocolId: id }}
          search={{ clientId: assignTo }}
          className={look}
        >
          {title}
        </Link>
      ) : (
        <Link to="/protocols/$protocolId" params={{ protocolId: id }} className={look}>
          {title}
        </Link>
      );
    },
    [assignTo],
  );
  const onFilterChange = useCallback(
    (next: LibraryFilter) => {
      // Typing comes to rest after one has gone on to a result: it must not lead back.
      if (router.latestLocation.pathname !== '/protocols') return;
      void navigate({ search: { ...next, ...(assignTo && { assignTo }) }, replace: true });
    },
    [router, navigate, assignTo],
  );
  return (
    <ProtocolLibrary
      filter={filter}
      onFilterChange={onFilterChange}
      titleLink={titleLink}
      onOpen={({ id }) =>
        void (assignTo
          ? navigate({
              to: '/protocols/$protocolId/assign',
              params: { protocolId: id },
              search: { clientId: assignTo },
            })
          : navigate({ to: '/protocols/$protocolId', params: { protocolId: id } }))
      }
      onCreated={(protocolId) => void navigate({ to: '/protocols/$protocolId/edit', params: { protocolId } })}
      choosing={
        assignTo
          ? {
              title: t`Choose a protocol`,
              description: <Trans>Only published protocols can be assigned.</Trans>,
              above: (
                <Link to="/clients/$clientId" params={{ clientId: assignTo }} className="hover:underline">
                  <Trans>Back to the client</Trans>
                </Link>
              ),
            }
          : undefined
      }
    />
  );
}
