import type { ErrorCode } from '@healthprotocol/contracts/errors';
import { useLingui } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { CircleAlert } from 'lucide-react';
import { errorMessages } from '../../../platform/error-messages.ts';
import { Button } from '../../../shared/ui/button.tsx';

/** Why the service did not take what was said; the row above is as it was before. */
export function Refusal({ code, onDismiss }: { code: ErrorCode; onDismiss: () => void }) {
  const { i18n } = useLingui();
  return (
    <div role="alert" className="flex items-start gap-2 ps-4 pe-2 pb-3 text-sm text-danger-ink">
      <CircleAlert aria-hidden="true" className="mt-2.5 size-5 shrink-0 touch:mt-3" />
      <p className="min-w-0 flex-1 py-2.5">
        <Trans>Not saved.</Trans> {i18n._(errorMessages[code])}
      </p>
      <Button size="sm" variant="quiet" onClick={onDismiss}>
        <Trans>Close</Trans>
      </Button>
    </div>
  );
}
