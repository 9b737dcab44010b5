import { Trans } from '@lingui/react/macro';
import { useBlocker } from '@tanstack/react-router';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';

interface LeaveGuardProps {
  unsaved: boolean;
  /** Saves what can be saved; true when nothing is left unsaved. */
  trySave: () => Promise<boolean>;
}

/** Leaving saves first; what can't be saved is asked about, so that nothing is lost without a word. */
export function LeaveGuard({ unsaved, trySave }: LeaveGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: async ({ current, next }) =>
      current.pathname !== next.pathname && unsaved && !(await trySave()),
    enableBeforeUnload: () => unsaved,
    disabled: !unsaved,
    withResolver: true,
  });
  return (
    <Dialog
      open={blocker.status === 'blocked'}
      onOpenChange={() => blocker.reset?.()}
      size="sm"
      title={<Trans>Leave with unsaved changes?</Trans>}
      description={<Trans>The newest changes could not be saved. Leaving now loses them.</Trans>}
      footer={
        <>
          <Button variant="danger" onClick={() => blocker.proceed?.()}>
            <Trans>Leave without saving</Trans>
          </Button>
          <Button variant="primary" onClick={() => blocker.reset?.()}>
            <Trans>Stay</Trans>
          </Button>
        </>
      }
    />
  );
}
