import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { Metrics } from '../platform/metrics/metrics.ts';

/** Status that is told of a request whose caller left before the answer was written. */
const CALLER_LEFT = 499;

/** Measures every request from its first byte to the last of its answer, under its route template and status. */
export const performanceMonitor = fastifyPlugin(
  async (app: FastifyInstance, { metrics }: { metrics: Metrics }) => {
    const observe = observerOf(metrics);
    let inFlight = 0;
    metrics.onScrape(() => metrics.httpRequestsInFlight.set(inFlight));

    app.addHook('onRequest', (request, reply, done) => {
      inFlight++;
      const startedAt = performance.now();
      // Not the hook `onResponse`, which does not run when the caller leaves.
      reply.raw.once('close', () => {
        inFlight--;
        observe(request, reply, (performance.now() - startedAt) / 1000);
      });
      done();
    });
  },
);

type Observe = (request: FastifyRequest, reply: FastifyReply, seconds: number) => void;

/** Labels are put together once for each series; a request finds the one it belongs to by two look-ups. */
function observerOf({ httpRequestSeconds }: Metrics): Observe {
  const seriesByRoute = new Map<string, Map<number, { observe(seconds: number): void }>>();
  return (request, reply, seconds) => {
    const route = request.routeOptions.url ?? 'unmatched';
    const status = reply.raw.writableFinished ? reply.statusCode : CALLER_LEFT;
    const key = `${request.method} ${route}`;
    let byStatus = seriesByRoute.get(key);
    if (!byStatus) {
      byStatus = new Map();
      seriesByRoute.set(key, byStatus);
    }
    let series = byStatus.get(status);
    if (!series) {
      series = httpRequestSeconds.labels({ method: request.method, route, status: String(status) });
      byStatus.set(status, series);
    }
    series.observe(seconds);
  };
}
