import { useLingui } from '@lingui/react';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { ApiProblem } from '../platform/api-problem.ts';
import { messageOf } from '../platform/error-messages.ts';
import { ErrorState } from '../shared/ui/error-state.tsx';

/** Stands in for a route's region when it could not load or broke; everything around it keeps working. */
export function RegionError({ error, reset }: ErrorComponentProps) {
  const { i18n } = useLingui();
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  return (
    <ErrorState
      message={i18n._(messageOf(error))}
      requestId={error instanceof ApiProblem ? error.requestId : undefined}
      onRetry={() => {
        queries.reset();
        reset();
        void router.invalidate();
      }}
    />
  );
}
