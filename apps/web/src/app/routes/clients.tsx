import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';
import type { ClientFilter } from '../../features/clients/api/list-clients.ts';
import { ClientList } from '../../features/clients/components/client-list.tsx';

export { ClientListSkeleton } from '../../features/clients/components/client-list-skeleton.tsx';

const route = getRouteApi('/practitioner/clients');

export function ClientsRoute() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const onFilterChange = useCallback(
    (search: ClientFilter) => void navigate({ search, replace: true }),
    [navigate],
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
