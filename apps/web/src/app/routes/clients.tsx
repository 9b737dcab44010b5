import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';
import type { ClientFilter } from '../../features/clients/api/list-clients.ts';
import { ClientList } from '../../features/clients/components/client-list.tsx';

export { ClientListSkeleton } from '../../features/clients/components/client-list-skeleton.tsx';

const route = getRouteApi('/practitioner/clients');

export function ClientsRoute() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const router = useRouter();
  const onFilterChange = useCallback(
    (search: ClientFilter) => {
      // Typing comes to rest after one has gone on to a result: it must not lead back.
      if (router.latestLocation.pathname !== '/clients') return;
      void navigate({ search, replace: true });
    },
    [router, navigate],
  );
  return (
    <ClientList
      filter={filter}
      onFilterChange={onFilterChange}
      clientLink={clientLink}
      onOpen={(clientId) => void navigate({ to: '/clients/$clientId', params: { clientId } })}
    />
  );
}

function clientLink(clientId: string, name: ReactNode) {
  return (
    <Link to="/clients/$clientId" params={{ clientId }} className="hover:underline">
      {name}
    </Link>
  );
}
