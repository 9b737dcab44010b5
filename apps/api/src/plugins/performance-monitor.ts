import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { Metrics } from '../platform/metrics/metrics.ts';
import type { Tracing } from '../platform/tracing/tracing.ts';
import { type WorkScope, workScope } from '../platform/work-scope.ts';

/** Status that is told of a request whose caller left before the answer was written. */
const CALLER_LEFT = 499;

declare module 'fastify' {
  interface FastifyRequest {
    scope: WorkScope | null;
  }
  interface FastifyInstance {
    /** Measures a request that the router could not read, for which no hook runs. */
    monitorRequest(request: FastifyRequest, reply: FastifyReply): void;
  }
}

/**
 * Measures every request from its first byte to the last of its answer, under its route template and status, and logs one
 * line about it: never its address, its values or its body. Where tracing is on, the request is a span.
 */
export const performanceMonitor = fastifyPlugin(
  async (app: FastifyInstance, { metrics, tracing }: { metrics: Metrics; tracing: Tracing | undefined }) => {
    const observe = observerOf(metrics);
    let inFlight = 0;
    metrics.onScrape(() => metrics.httpRequestsInFlight.set(inFlight));

    const monitorRequest = (request: FastifyRequest, reply: FastifyReply): void => {
      inFlight++;
      const scope = new RequestScope(request);
      request.scope = scope;
      const traced = tracing?.startRequest(scope, callerTrace(request));
      if (traced) request.log = request.log.child({ traceId: traced.traceId });
      const startedAt = performance.now();
      // Not the hook `onResponse`, which does not run when the caller leaves.
      reply.raw.once('close', () => {
        inFlight--;
        const durationMs = performance.now() - startedAt;
        const { method } = request;
        const route = routeOf(request);
        const statusCode = reply.raw.writableEnded ? reply.statusCode : CALLER_LEFT;
        observe(method, route, statusCode, durationMs / 1000);
        traced?.end({ method, route, statusCode });
        request.log.info(
          { method, route, statusCode, durationMs: Math.round(durationMs * 10) / 10 },
          'request',
        );
      });
    };
    app.decorateRequest('scope', null);
    app.decorate('monitorRequest', monitorRequest);

    app.addHook('onRequest', (request, reply, done) => {
      monitorRequest(request, reply);
      workScope.run(request.scope!, done);
    });
    // Reading a body leaves the scope, because its parts arrive in that of the connection.
    app.addHook('preValidation', (request, _reply, done) => {
      if (request.body === undefined) done();
      else workScope.run(request.scope!, done);
    });
  },
);

const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'unmatched';

/** The trace that a trusted proxy says the request belongs to; anybody else could fill other people's traces. */
function callerTrace(request: FastifyRequest): string | undefined {
  const { traceparent } = request.headers;
  // The address that Fastify believes is another than the connection's only if that one is a trusted proxy.
  const isForwarded = typeof traceparent === 'string' && request.ip !== request.socket.remoteAddress;
  return isForwarded ? traceparent : undefined;
}

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
