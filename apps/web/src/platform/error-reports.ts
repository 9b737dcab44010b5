import { ApiProblem, OfflineError } from './api-problem.ts';

/** An error in a loop must neither flood the tracker nor use up somebody's data plan. */
const MOST_REPORTS_PER_PAGE = 20;

/**
 * Reports faults of the app, if the page names a project for them as SENTRY_WEB_DSN says; otherwise nothing more is even loaded.
 * What it returns is for what a boundary around a region catches.
 */
export function startErrorReports(routeTemplate: () => string | undefined): (error: unknown) => void {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="error-reports"]');
  if (!meta) return () => undefined;
  const { release, environment } = meta.dataset;
  const reported = new Set<unknown>();
  const report = async (error: unknown): Promise<void> => {
    if (!isFault(error) || reported.has(error) || reported.size >= MOST_REPORTS_PER_PAGE) return;
    reported.add(error);
    const route = routeTemplate();
    const { sendReport } = await import('./error-reports/send-report.ts');
    sendReport(error, { dsn: meta.content, release, environment, route });
  };
  // A report that cannot be sent is no second error to report.
  const tryReport = (error: unknown): void => void report(error).catch(() => undefined);
  addEventListener('error', (event) => tryReport(event.error));
  addEventListener('unhandledrejection', (event) => tryReport(event.reason));
  return tryReport;
}

/** A lost network, what was given up on purpose and what the service refuses are no faults; it counts its overload itself. */
function isFault(error: unknown): error is Error {
  if (error instanceof ApiProblem) return error.status === 500;
  return error instanceof Error && !(error instanceof OfflineError) && error.name !== 'AbortError';
}
