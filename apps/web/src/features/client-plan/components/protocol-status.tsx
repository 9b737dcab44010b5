import type { PlanItem } from '@healthprotocol/contracts/today';
import { Trans } from '@lingui/react/macro';

/** Where a protocol stands today, in words. */
export function ProtocolStatus({ protocol }: { protocol: PlanItem }) {
  const { status, protocolDay, durationDays } = protocol;
  if (status === 'paused') return <Trans>Paused. The remaining days follow when it goes on.</Trans>;
  if (status === 'scheduled') return <Trans>Not started yet · {durationDays} days</Trans>;
  if (status === 'completed') return <Trans>Completed</Trans>;
  if (status === 'stopped' || protocolDay === null) return <Trans>Stopped</Trans>;
  return (
    <Trans>
      Day {protocolDay} of {durationDays}
    </Trans>
  );
}
