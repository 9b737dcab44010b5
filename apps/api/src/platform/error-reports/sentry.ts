import {
  captureException,
  close,
  initWithoutDefaultIntegrations,
  linkedErrorsIntegration,
} from '@sentry/node';
import type { ErrorReports } from './error-reports.ts';
import { scrubEvent } from './scrub-event.ts';

type Options = { dsn: string; release: string; environment: string };

/**
 * Reports to Sentry what it is handed, and collects nothing by itself: no default integrations, no breadcrumbs, and no spans, which
 * go by OTLP to wherever traces are kept.
 */
export function startSentry({ dsn, release, environment }: Options): ErrorReports {
  initWithoutDefaultIntegrations({
    dsn,
    release,
    environment,
    // An error is worth more with its cause.
    integrations: [linkedErrorsIntegration()],
    beforeSend: scrubEvent,
    beforeBreadcrumb: () => null,
  });
  return {
    report(error, { userId, ...tags }) {
      const { code } = (error ?? {}) as { code?: unknown };
      captureException(error, {
        tags: { ...tags, ...(typeof code === 'string' && { code }) },
        ...(userId && { user: { id: userId } }),
      });
    },
    close,
  };
}
