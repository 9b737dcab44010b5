import type { Protocol } from '@healthprotocol/contracts/protocols';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { messageOf } from '../../../platform/error-messages.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useRetireProtocol } from '../api/retire-protocol.ts';

export function RetireDialog({ protocol, onClose }: { protocol: Protocol; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const retire = useRetireProtocol(protocol.id);
  const title = protocol.latest?.content.title ?? '';
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={<Trans>Retire “{title}”?</Trans>}
      description={
        <>
          <Trans>It can't be assigned any more, and this can't be undone.</Trans>{' '}
          {protocol.runningAssignments > 0 && (
            <Plural
              value={protocol.runningAssignments}
              one="# client who follows it now goes on as before."
              other="# clients who follow it now go on as before."
            />
          )}
        </>
      }
      confirmLabel={<Trans>Retire</Trans>}
      destructive
      busy={retire.isPending}
      onConfirm={() =>
        retire.mutate(undefined, {
          onSuccess: () => {
            showToast(t`Retired.`, { tone: 'done' });
            onClose();
          },
        })
      }
    >
      {retire.error && (
        <Banner tone="danger" announce>
          {i18n._(messageOf(retire.error))}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
