import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { Metrics } from '../platform/metrics/metrics.ts';
import { type WorkScope, workScope } from '../platform/work-scope.ts';

/** Status that is told of a request whose caller left before the answer was written. */
const CALLER_LEFT = 499;

declare module 'fastify' {
  interface FastifyInstance {
    /** Measures a request that the router could not read, for which no hook runs. */
    monitorRequest(request: FastifyRequest, reply: FastifyReply): void;
  }
}

/**
 * Measures every request from its first byte to the last of its answer, under its route template and status, and logs one
 * line about it: never its address, its values or its body.
 */
export const performanceMonitor = fastifyPlugin(
  async (app: FastifyInstance, { metrics }: { metrics: Metrics }) => {
    const observe = observerOf(metrics);
    let inFlight = 0;
    metrics.onScrape(() => metrics.httpRequestsInFlight.set(inFlight));

    const monitorRequest = (request: FastifyRequest, reply: FastifyReply): void => {
      inFlight++;
      const startedAt = performance.now();
      // Not the hook `onResponse`, which does not run when the caller leaves.
      reply.raw.once('close', () => {
        inFlight--;
        const durationMs = performance.now() - startedAt;
        const { method } = request;
        const route = routeOf(request);
        const statusCode = reply.raw.writableEnded ? reply.statusCode : CALLER_LEFT;
        observe(method, route, statusCode, durationMs / 1000);
        request.log.info(
          { method, route, statusCode, durationMs: Math.round(durationMs * 10) / 10 },
          'request',
        );
      });
    };
    app.decorate('monitorRequest', monitorRequest);

    app.addHook('onRequest', (request, reply, done) => {
      monitorRequest(request, reply);
      workScope.run(new RequestScope(request), done);
    });
    // Reading a body leaves the scope, because its parts arrive in that of the connection.
    app.addHook('preValidation', (request, _reply, done) => {
      if (request.body === undefined) done();
      else workScope.run(new RequestScope(request), done);
    });
  },
);

const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'unmatched';

class RequestScope implements WorkScope {
  readonly #request: FastifyRequest;

  constructor(request: FastifyRequest) {
    this.#request = request;
  }

  get name(): string {
    return `${this.#request.method} ${routeOf(this.#request)}`;
  }

  get log(): FastifyBaseLogger {
    return this.#request.log;
  }
}

type Observe = (method: string, route: string, status: number, seconds: number) => void;

/** Labels are put together once for each series; a request finds the one it belongs to by two look-ups. */
function observerOf({ httpRequestSeconds }: Metrics): Observe {
  const seriesByRoute = new Map<string, Map<number, { observe(seconds: number): void }>>();
  return (method, route, status, seconds) => {
    const key = `${method} ${route}`;
    let byStatus = seriesByRoute.get(key);
    if (!byStatus) {
      byStatus = new Map();
      seriesByRoute.set(key, byStatus);
    }
    let series = byStatus.get(status);
    if (!series) {
      series = httpRequestSeconds.labels({ method, route, status: String(status) });
      byStatus.set(status, series);
    }
    series.observe(seconds);
  };
}
