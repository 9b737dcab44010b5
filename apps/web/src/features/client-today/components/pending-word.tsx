import { Trans } from '@lingui/react/macro';

/** Says that something is not on the service yet; after a moment only, so that a quick answer does not flicker. */
export function PendingWord({ stalled }: { stalled: boolean }) {
  return (
    <span className="animate-[fade-in_120ms_600ms_both] font-medium text-accent-ink">
      {' · '}
      {stalled ? <Trans>waiting to be sent</Trans> : <Trans>sending…</Trans>}
    </span>
  );
}
