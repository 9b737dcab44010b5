import type { Protocol } from '@healthprotocol/contracts/protocols';
import { Trans, useLingui } from '@lingui/react/macro';
import { messageOf } from '../../../platform/error-messages.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useDiscardDraft } from '../api/discard-draft.ts';

interface DiscardDialogProps {
  protocol: Protocol;
  onClose: () => void;
  onDeleted: () => void;
}

export function DiscardDialog({ protocol, onClose, onDeleted }: DiscardDialogProps) {
  const { t, i18n } = useLingui();
  const discard = useDiscardDraft(protocol.id);
  const title = protocol.draft?.content.title ?? '';
  const published = protocol.latest?.version;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={
        published ? (
          <Trans>Discard the draft of “{title}”?</Trans>
        ) : (
          <Trans>Delete the draft “{title}”?</Trans>
        )
      }
      description={
        published ? (
          <Trans>What was changed since version {published} is lost. The published versions stay.</Trans>
        ) : (
          <Trans>It was never published, so nothing of it remains. This can't be undone.</Trans>
        )
      }
      confirmLabel={published ? <Trans>Discard</Trans> : <Trans>Delete</Trans>}
      destructive
      busy={discard.isPending}
      onConfirm={() =>
        discard.mutate(undefined, {
          onSuccess: () => {
            showToast(published ? t`Draft discarded.` : t`Draft deleted.`, { tone: 'done' });
            if (published) onClose();
            else onDeleted();
          },
        })
      }
    >
      {discard.error && (
        <Banner tone="danger" announce>
          {i18n._(messageOf(discard.error))}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
