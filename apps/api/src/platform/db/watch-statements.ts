import type { FastifyBaseLogger } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';
import { workScope } from '../work-scope.ts';

/** Longest SQL text that a log line carries. */
const MAX_SQL_LENGTH = 2000;

/** Called after each statement with its SQL, never its values, and the time from sending it to its answer. */
export type StatementWatcher = (sql: string, durationMs: number) => void;

type Options = { slowMs: number; metrics: Pick<Metrics, 'dbSlowStatements'>; logger: FastifyBaseLogger };

/** Logs and counts each statement slower than `slowMs` with the route it came from; 0 keeps no eye on them. */
export function watchSlowStatements({ slowMs, metrics, logger }: Options): StatementWatcher {
  return (sql, durationMs) => {
    if (slowMs === 0 || durationMs < slowMs) return;
    metrics.dbSlowStatements.inc();
    const scope = workScope.getStore();
    const statement = sql.length > MAX_SQL_LENGTH ? `${sql.slice(0, MAX_SQL_LENGTH)}…` : sql;
    const fields = { statement, durationMs: Math.round(durationMs), route: scope?.name ?? null };
    (scope?.log ?? logger).warn(fields, 'slow statement');
  };
}
