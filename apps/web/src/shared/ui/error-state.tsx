import { Trans } from '@lingui/react/macro';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

export interface ErrorStateProps {
  title?: ReactNode;
  /** What went wrong, in a sentence for people. */
  message: ReactNode;
  /** Finds the request in the service's logs. */
  requestId?: string | undefined;
  onRetry?: () => void;
}

export function ErrorState({ title, message, requestId, onRetry }: ErrorStateProps) {
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center px-6 py-12 text-center">
      <div
        aria-hidden="true"
        className="mb-4 grid size-12 place-items-center rounded-full bg-danger-soft text-danger-ink"
      >
        <CircleAlert className="size-5" />
      </div>
      <p className="text-base font-semibold text-balance">
        {title ?? <Trans>This could not be shown</Trans>}
      </p>
      <p className="mt-1 text-body text-balance text-muted">{message}</p>
      {onRetry && (
        <Button className="mt-5" onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      )}
      {requestId && (
        <p className="mt-5 text-xs break-all text-muted">
          <Trans>
            Request <span className="select-all">{requestId}</span>
          </Trans>
        </p>
      )}
    </div>
  );
}
