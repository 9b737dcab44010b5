import type { Config } from '../../config.ts';

/** Where an error happened, by ids and templates alone. */
export type ErrorPlace = { requestId?: string; route?: string; organizationId?: string; userId?: string };

export type ErrorReports = {
  report(error: unknown, place: ErrorPlace): void;
  /** Sends what is left, for as long as `timeoutMs`. */
  close(timeoutMs: number): Promise<unknown>;
};

/** Starts reporting errors if SENTRY_DSN is set; otherwise nothing of it is even loaded. */
export async function openErrorReports(
  config: Pick<Config, 'SENTRY_DSN' | 'GIT_SHA' | 'NODE_ENV'>,
  version: string,
): Promise<ErrorReports | undefined> {
  const dsn = config.SENTRY_DSN;
  if (!dsn) return undefined;
  const { startSentry } = await import('./sentry.ts');
  return startSentry({ dsn, release: releaseName(config, version), environment: config.NODE_ENV });
}

/** What runs, as reports of the service and of the web app name it. */
export function releaseName({ GIT_SHA }: Pick<Config, 'GIT_SHA'>, version: string): string {
  return GIT_SHA ? `healthprotocol@${version}+${GIT_SHA}` : `healthprotocol@${version}`;
}
