import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { Logger } from 'pino';
import type { Metrics } from '../platform/metrics/metrics.ts';
import type { Tracing } from '../platform/tracing/tracing.ts';
import { type WorkScope, workScope } from '../platform/work-scope.ts';

/** Status that is told of a request whose caller left before the answer was written. */
const CALLER_LEFT = 499;

declare module 'fastify' {
  interface FastifyRequest {
    /** What the request is to telemetry; there from its first moment on. */
    scope: RequestScope;
  }
  interface FastifyInstance {
    /** Measures a request that the router could not read, for which no hook runs. */
    monitorRequest(request: FastifyRequest, reply: FastifyReply): void;
  }
}

type Options = { metrics: Metrics; tracing: Tracing | undefined; logger: Logger };

/**
 * Measures every request from its first byte to the last of its answer, under its route template and status, and logs one
 * line about it: never its address, its values or its body. Where tracing is on, the request is a span.
 */
export const performanceMonitor = fastifyPlugin(
  async (app: FastifyInstance, { metrics, tracing, logger }: Options) => {
    const observe = observerOf(metrics);
    let inFlight = 0;
    metrics.onScrape(() => metrics.httpRequestsInFlight.set(inFlight));

    const monitorRequest = (request: FastifyRequest, reply: FastifyReply): void => {
      inFlight++;
      const scope = new RequestScope(request, logger);
      request.scope = scope;
      request.log = logger;
      const traced = tracing?.startRequest(scope, callerTrace(request));
      if (traced) scope.addIds({ traceId: traced.traceId });
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
        if (request.routeOptions.config.isProbe) return;
        const rounded = Math.round(durationMs * 10) / 10;
        logger.info({ ...scope.ids, method, route, statusCode, durationMs: rounded }, 'request');
      });
    };
    app.decorateRequest('scope');
    app.decorate('monitorRequest', monitorRequest);

    app.addHook('onRequest', (request, reply, done) => {
      monitorRequest(request, reply);
      workScope.run(request.scope, done);
    });
    // Reading a body leaves the scope, because its parts arrive in that of the connection.
    app.addHook('preValidation', (request, _reply, done) => {
      if (request.body === undefined) done();
      else workScope.run(request.scope, done);
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

/** A request to telemetry. Most requests write one line, at their end, so a logger of its own is made when it is asked for. */
class RequestScope implements WorkScope {
  /** What every line about the request carries. */
  readonly ids: Record<string, string>;
  readonly #request: FastifyRequest;
  readonly #logger: Logger;
  #log: Logger | undefined;

  constructor(request: FastifyRequest, logger: Logger) {
    this.ids = { reqId: request.id };
    this.#request = request;
    this.#logger = logger;
  }

  addIds(ids: Record<string, string>): void {
    Object.assign(this.ids, ids);
    this.#log = undefined;
  }

  get name(): string {
    return `${this.#request.method} ${routeOf(this.#request)}`;
  }

  get log(): Logger {
    this.#log ??= this.#logger.child(this.ids);
    return this.#log;
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
