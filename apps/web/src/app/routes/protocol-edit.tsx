import { Trans } from '@lingui/react/macro';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Archive } from 'lucide-react';
import { ProtocolEditor } from '../../features/protocol-editor/components/protocol-editor.tsx';
import { keepDraft, keepProtocol, protocolQuery } from '../../features/protocols/api/get-protocol.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';

const route = getRouteApi('/practitioner/protocols/$protocolId/edit');

export function ProtocolEditRoute() {
  const { protocolId } = route.useParams();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const { data: protocol } = useSuspenseQuery(protocolQuery(protocolId));
  const content = (protocol.draft ?? protocol.latest)?.content;
  const backLink = (
    <Link to="/protocols/$protocolId" params={{ protocolId }} className="hover:underline">
      <Trans>Back to the protocol</Trans>
    </Link>
  );
  if (protocol.status === 'retired' || !content) {
    return (
      <EmptyState
        icon={<Archive className="size-6" />}
        title={<Trans>This protocol is retired</Trans>}
        action={backLink}
      >
        <Trans>It can't be changed any more. Copy it to start from it.</Trans>
      </EmptyState>
    );
  }
  return (
    <ProtocolEditor
      key={protocolId}
      protocol={protocol}
      content={content}
      backLink={backLink}
      onSaved={(draft) => keepDraft(queryClient, protocolId, draft)}
      onPublished={(published) => {
        keepProtocol(queryClient, published);
        void navigate({ to: '/protocols/$protocolId', params: { protocolId } });
      }}
    />
  );
}
