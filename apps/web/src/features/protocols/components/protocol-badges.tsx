import type { ProtocolStatus } from '@healthprotocol/contracts/protocols';
import { Trans } from '@lingui/react/macro';
import { Archive, BookMarked, CircleCheck, PencilLine } from 'lucide-react';
import { Badge } from '../../../shared/ui/badge.tsx';

interface ProtocolBadgesProps {
  status: ProtocolStatus;
  latestVersion: number | null;
  hasDraft: boolean;
  fromLibrary: boolean;
}

/** Where a protocol stands, in words. */
export function ProtocolBadges({ status, latestVersion, hasDraft, fromLibrary }: ProtocolBadgesProps) {
  return (
    <span className="flex flex-wrap gap-1.5">
      {status === 'retired' && (
        <Badge icon={<Archive />}>
          <Trans>Retired</Trans>
        </Badge>
      )}
      {status === 'published' && latestVersion !== null && (
        <Badge tone="done" icon={<CircleCheck />}>
          <Trans>Version {latestVersion}</Trans>
        </Badge>
      )}
      {hasDraft && status !== 'retired' && (
        <Badge tone="attention" icon={<PencilLine />}>
          {latestVersion === null ? (
            <Trans>Draft</Trans>
          ) : (
            <Trans>Draft of version {latestVersion + 1}</Trans>
          )}
        </Badge>
      )}
      {fromLibrary && (
        <Badge icon={<BookMarked />}>
          <Trans>From the library</Trans>
        </Badge>
      )}
    </span>
  );
}
