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

  const cacheUp = gauge('cache_up', '1 while the cache server answers; 0 while the service goes without it');
  // Not told before it is known: a service without a cache server has none that is down.
  cacheUp.remove();
  const readers: (() => unknown)[] = [];
  return {
    registry,
    /** Has `read` set gauges just before they are told; a read that fails leaves its gauges as they were. */
    onScrape: (read: () => unknown): void => void readers.push(read),
    /** The text that Prometheus reads. */
    async scrape(): Promise<string> {
      await Promise.allSettled(readers.map(async (read) => read()));
      return registry.metrics();
    },
    httpRequestSeconds: histogram(
      'http_request_duration_seconds',
      'Time from the first byte of a request to the last of its answer, by route template; 499 when the caller left',
      ['method', 'route', 'status'],
    ),
    httpRequestsInFlight: gauge('http_requests_in_flight', 'Requests that are being answered'),
    httpRequestsShed: counter(
      'http_requests_shed_total',
      'Requests turned away to stay responsive, by reason',
      ['reason'],
    ),
    rateLimited: counter('rate_limited_total', 'Requests refused by a rate limit, by tier', ['tier']),
    dbPoolConnections: gauge('db_pool_connections', 'Open database connections: busy or idle', ['state']),
    dbPoolMax: gauge('db_pool_max', 'The most database connections this process opens'),
    dbPoolWaiting: gauge('db_pool_waiting', 'Requests that wait for a database connection'),
    dbPoolAcquireSeconds: histogram('db_pool_acquire_seconds', 'Time to get a database connection'),
    dbPoolRefused: counter('db_pool_refused_total', 'Work refused for want of a connection, by reason', [
      'reason',
    ]),
    dbSlowStatements: counter('db_slow_statements_total', 'Statements slower than SLOW_STATEMENT_MS'),
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
    cacheUp,
    jobsWaiting: gauge('jobs_waiting', 'Jobs that are due and not started, by queue', ['queue']),
    jobsOldestSeconds: gauge(
      'jobs_oldest_seconds',
      'Time since the oldest waiting job became due, by queue',
      ['queue'],
    ),
    jobsFinished: counter('jobs_finished_total', 'Jobs that this process ran, by queue and outcome', [
      'queue',
      'outcome',
    ]),
    checkIns: counter('check_ins_total', 'Check-ins recorded, by status', ['status']),
    assignments: counter('assignments_total', 'Changes of assignments, by kind', ['change']),
    signIns: counter('sign_ins_total', 'Sign-ins, by outcome', ['outcome']),
    eventLoopUtilization: gauge(
      'event_loop_utilization',
      'Share of the time since the last scrape in which the event loop was busy, 0 to 1',
    ),
    gauge,
    counter,
    histogram,
  };
}
