import { useQuery } from '@tanstack/react-query';
import { Badge } from '../../../shared/ui/badge.tsx';
import { practitionerTodayQuery } from '../api/get-practitioner-today.ts';
import { ReasonText, reasonIcons } from './reason-line.tsx';

/** Why a client needs somebody now, as small flags; nothing while that is not known. */
export function ClientFlags({ clientId }: { clientId: string }) {
  const { data } = useQuery({ ...practitionerTodayQuery, refetchInterval: false, throwOnError: false });
  const reasons = data?.attention.find((item) => item.clientId === clientId)?.reasons ?? [];
  return reasons.map((reason) => {
    const Icon = reasonIcons[reason.kind];
    return (
      <Badge
        key={JSON.stringify(reason)}
        tone={reason.kind === 'ends_soon' ? 'neutral' : 'attention'}
        icon={<Icon aria-hidden="true" />}
      >
        <ReasonText reason={reason} />
      </Badge>
    );
  });
}
