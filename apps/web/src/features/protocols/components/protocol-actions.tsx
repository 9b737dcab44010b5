import type { Protocol } from '@healthprotocol/contracts/protocols';
import { Trans, useLingui } from '@lingui/react/macro';
import { Archive, Copy, Ellipsis, PencilLine, Trash2, UserPlus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { buttonStyle } from '../../../shared/ui/button-style.ts';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { Menu } from '../../../shared/ui/menu.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { DiscardDialog } from './discard-dialog.tsx';
import { RetireDialog } from './retire-dialog.tsx';

interface ProtocolActionsProps {
  protocol: Protocol;
  editLink: (look: string, label: ReactNode) => ReactNode;
  assignLink: (look: string, label: ReactNode) => ReactNode;
  onCopied: (protocolId: string) => void;
  /** The protocol does not exist any more. */
  onDeleted: () => void;
}

/** What can be done with a protocol; what ends something asks first. */
export function ProtocolActions({
  protocol,
  editLink,
  assignLink,
  onCopied,
  onDeleted,
}: ProtocolActionsProps) {
  const { t } = useLingui();
  const [asking, setAsking] = useState<'copy' | 'retire' | 'discard'>();
  const isRetired = protocol.status === 'retired';
  const close = () => setAsking(undefined);
  const canAssign = protocol.status === 'published';
  return (
    <>
      {!isRetired &&
        editLink(
          buttonStyle(canAssign ? 'secondary' : 'primary'),
          <>
            <PencilLine aria-hidden="true" className="size-4.5" />
            {protocol.draft ? <Trans>Edit the draft</Trans> : <Trans>Edit</Trans>}
          </>,
        )}
      {canAssign &&
        assignLink(
          buttonStyle('primary'),
          <>
            <UserPlus aria-hidden="true" className="size-4.5" />
            <Trans>Assign</Trans>
          </>,
        )}
      <Menu
        trigger={(trigger) => (
          <IconButton
            {...trigger}
            label={t`More actions`}
            icon={<Ellipsis aria-hidden="true" className="size-5" />}
          />
        )}
        groups={[
          {
            items: [
              {
                label: t`Copy`,
                hint: t`Start another protocol from this one`,
                icon: <Copy />,
                onSelect: () => setAsking('copy'),
              },
              ...(protocol.draft && !isRetired
                ? [
                    {
                      label: t`Discard the draft`,
                      icon: <Trash2 />,
                      danger: true,
                      onSelect: () => setAsking('discard'),
                    },
                  ]
                : []),
              ...(canAssign
                ? [
                    {
                      label: t`Retire`,
                      hint: t`No new assignments; running ones go on`,
                      icon: <Archive />,
                      danger: true,
                      onSelect: () => setAsking('retire'),
                    },
                  ]
                : []),
            ],
          },
        ]}
      />
      {asking === 'copy' && <CopyDialog protocol={protocol} onClose={close} onCopied={onCopied} />}
      {asking === 'retire' && <RetireDialog protocol={protocol} onClose={close} />}
      {asking === 'discard' && <DiscardDialog protocol={protocol} onClose={close} onDeleted={onDeleted} />}
    </>
  );
}
