import { Plural, Trans } from '@lingui/react/macro';

/** The service counts up to here. */
const MOST_COUNTED = 1000;

/** Says that the list may still be missing somebody: what has changed lately is not in it yet. */
export function PendingNote({ clients }: { clients: number }) {
  if (clients <= 0) return null;
  return (
    <p role="status" className="mt-1 text-sm text-muted">
      {clients >= MOST_COUNTED ? (
        <Trans>
          More than {MOST_COUNTED - 1} clients are still being looked at, because their day has begun or
          something changed. The list is complete in a few minutes.
        </Trans>
      ) : (
        <Plural
          value={clients}
          one="# client is still being looked at, because their day has begun or something changed. The list is complete in a few minutes."
          other="# clients are still being looked at, because their day has begun or something changed. The list is complete in a few minutes."
        />
      )}
    </p>
  );
}
