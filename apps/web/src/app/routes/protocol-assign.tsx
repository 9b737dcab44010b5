import { Trans } from '@lingui/react/macro';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ClipboardX } from 'lucide-react';
import { chosenClientQuery } from '../../features/assign/api/get-chosen-client.ts';
import { AssignSteps } from '../../features/assign/components/assign-steps.tsx';
import { protocolQuery } from '../../features/protocols/api/get-protocol.ts';
import { buttonStyle } from '../../shared/ui/button-style.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';

const route = getRouteApi('/practitioner/protocols/$protocolId/assign');

export function ProtocolAssignRoute() {
  const { protocolId } = route.useParams();
  const { clientId, step } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: protocol } = useSuspenseQuery(protocolQuery(protocolId));
  const { data: firstClient } = useQuery({
    ...chosenClientQuery(clientId ?? ''),
    enabled: clientId !== undefined,
  });
  const backLink = (
    <Link to="/protocols/$protocolId" params={{ protocolId }} className="hover:underline">
      <Trans>Back to the protocol</Trans>
    </Link>
  );
  if (protocol.status !== 'published' || !protocol.latest) {
    return (
      <EmptyState
        icon={<ClipboardX className="size-6" />}
        title={<Trans>This protocol can't be assigned</Trans>}
        action={backLink}
      >
        {protocol.status === 'retired' ? (
          <Trans>It is retired. Those who follow it go on; nobody new can start it.</Trans>
        ) : (
          <Trans>It is still a draft. Publish it first.</Trans>
        )}
      </EmptyState>
    );
  }
  return (
    <AssignSteps
      protocolId={protocolId}
      version={protocol.latest}
      firstClient={firstClient}
      step={step ?? (clientId ? 2 : 1)}
      onStepChange={(next) =>
        void navigate({ search: (before) => ({ ...before, step: next }), resetScroll: true })
      }
      backLink={backLink}
      clientLink={(id, name) => (
        <Link to="/clients/$clientId" params={{ clientId: id }} className="font-medium hover:underline">
          {name}
        </Link>
      )}
      onward={
        <Link to="/protocols" className={buttonStyle('secondary')}>
          <Trans>Back to the protocols</Trans>
        </Link>
      }
      onAssignedToOne={(id) => void navigate({ to: '/clients/$clientId', params: { clientId: id } })}
    />
  );
}
