export { ProtocolSkeleton } from '../../features/protocols/components/protocol-skeletons.tsx';

import { Trans } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { protocolQuery } from '../../features/protocols/api/get-protocol.ts';
import { ProtocolActions } from '../../features/protocols/components/protocol-actions.tsx';
import { ProtocolPage } from '../../features/protocols/components/protocol-page.tsx';
import { protocolSearchOf, protocolViewOf } from './protocol-search.ts';

const route = getRouteApi('/practitioner/protocols/$protocolId');

export function ProtocolRoute() {
  const { protocolId } = route.useParams();
  const view = protocolViewOf(route.useSearch());
  const navigate = route.useNavigate();
  const { data: protocol } = useSuspenseQuery(protocolQuery(protocolId));
  const openEditor = (id: string) =>
    void navigate({ to: '/protocols/$protocolId/edit', params: { protocolId: id } });
  return (
    <ProtocolPage
      protocol={protocol}
      view={view}
      onViewChange={(change) =>
        void navigate({
          search: protocolSearchOf({ ...view, ...change }),
          replace: true,
          resetScroll: false,
        })
      }
      libraryLink={
        <Link to="/protocols" className="hover:underline">
          <Trans>Protocols</Trans>
        </Link>
      }
      versionLink={(version, label) => (
        <Link
          to="/protocols/$protocolId"
          params={{ protocolId }}
          search={{ version }}
          className="hover:underline underline-offset-2"
        >
          {label}
        </Link>
      )}
      actions={
        <ProtocolActions
          protocol={protocol}
          editLink={(look, label) => (
            <Link to="/protocols/$protocolId/edit" params={{ protocolId }} className={look}>
              {label}
            </Link>
          )}
          assignLink={(look, label) => (
            <Link to="/protocols/$protocolId/assign" params={{ protocolId }} className={look}>
              {label}
            </Link>
          )}
          onCopied={openEditor}
          onDeleted={() => void navigate({ to: '/protocols' })}
        />
      }
    />
  );
}
