import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api-problem.ts';

/** Answers that a second try would not change. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiProblem && error.status < 500 && error.status !== 429;
}

/** The cache of everything that the server knows; the only place where server state lives. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => !isFinal(error) && failures < 2,
        // Errors without anything to show go to the region's boundary; stale data stays on the screen.
        throwOnError: (_, query) => query.state.data === undefined,
      },
      mutations: { retry: false },
    },
  });
}
