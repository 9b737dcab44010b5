import type { Config } from '../../config.ts';
import type { StatementWatcher } from '../db/watch-statements.ts';
import type { WorkScope } from '../work-scope.ts';

/** Follows a request through the database and the cache, where an operator asked for it. */
export type Tracing = {
  /**
   * Begins the trace of a request, or goes on with that of its caller (`traceparent`); statements and cache commands within
   * the scope become parts of it.
   */
  startRequest(scope: WorkScope, traceparent: string | undefined): RequestTrace;
  /** Adds a statement, which has just ended, to the trace of the scope it ran in. */
  addStatement: StatementWatcher;
  /** Sends what is left. */
  close(): Promise<void>;
};

export type RequestTrace = {
  traceId: string;
  end(result: { method: string; route: string; statusCode: number }): void;
};

/** Starts tracing if OTEL_EXPORTER_OTLP_ENDPOINT is set; otherwise nothing of it is even loaded. */
export async function openTracing(
  config: Pick<Config, 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'TRACE_SAMPLE_RATIO' | 'NODE_ENV'>,
  version: string,
): Promise<Tracing | undefined> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint) return undefined;
  const { startTracing } = await import('./open-telemetry.ts');
  return startTracing({
    endpoint,
    sampleRatio: config.TRACE_SAMPLE_RATIO,
    version,
    environment: config.NODE_ENV,
  });
}
