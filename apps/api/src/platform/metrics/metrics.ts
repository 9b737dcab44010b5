import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Upper bounds in seconds, dense where the service's own promises lie (100 ms, 200 ms). */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5];

/** Everything the service counts, each under its name in Prometheus. Labels never hold values of people. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Metrics of one application: a registry of its own, so that two applications in one process do not mix. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter<L>({ name: `healthprotocol_${name}`, help, labelNames, registers });
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge<L>({ name: `healthprotocol_${name}`, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Histogram<L>({ name: `healthprotocol_${name}`, help, labelNames, buckets: SECONDS, registers });

  return {
    registry,
    cacheRequests: counter('cache_requests_total', 'Look-ups by cache and result: hit, miss or bypass', [
      'cache',
      'result',
    ]),
    cacheLoadSeconds: histogram('cache_load_seconds', 'Time to load what was not cached', ['cache']),
    cacheInvalidations: counter(
      'cache_invalidations_total',
      'Subjects whose cached values were dropped by a write',
    ),
    cacheErrors: counter(
      'cache_errors_total',
      'Commands that the cache server failed, refused or answered too late',
    ),
    cacheUp: gauge('cache_up', '1 while the cache server answers; 0 while the service goes without it'),
    checkIns: counter('check_ins_total', 'Check-ins recorded, by status', ['status']),
    assignments: counter('assignments_total', 'Changes of assignments, by kind', ['change']),
    signIns: counter('sign_ins_total', 'Sign-ins, by outcome', ['outcome']),
    gauge,
    counter,
    histogram,
  };
}
