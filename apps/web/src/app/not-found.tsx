import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { buttonStyle } from '../shared/ui/button-style.ts';
import { EmptyState } from '../shared/ui/empty-state.tsx';

export function NotFound() {
  return (
    <EmptyState
      title={
        <h1>
          <Trans>There is nothing at this address</Trans>
        </h1>
      }
      action={
        <Link to="/" className={buttonStyle('primary')}>
          <Trans>Go to the start</Trans>
        </Link>
      }
    >
      <Trans>It may have moved, or you may not have access to it.</Trans>
    </EmptyState>
  );
}
