import type { FastifyInstance, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { AppError } from '../platform/app-error.ts';
import { type EventLoopDelay, watchEventLoopDelay } from '../platform/event-loop-delay.ts';
import type { Metrics } from '../platform/metrics/metrics.ts';
import { sendProblem } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Asked by what watches the process: answered however busy it is, so as not to be taken for dead, and not logged. */
    isProbe?: boolean;
  }
}

/** Writes are turned away last: what was done cannot be shown again later, a page can. */
const WRITE_PATIENCE = 2;
/** The part of the requests in flight that may be anything; the rest is kept for writes. */
const SHARE_OF_ALL = 0.8;

type Options = { maxDelayMs: number; maxInFlight: number; metrics: Metrics; delay?: EventLoopDelay };

/**
 * Turns requests away while the process is behind, so that those it takes are answered in time: by how late the event loop
 * is, and by how many requests are being answered. 0 switches either bound off.
 */
export const shedLoad = fastifyPlugin(
  async (
    app: FastifyInstance,
    { maxDelayMs, maxInFlight, metrics, delay = watchEventLoopDelay() }: Options,
  ) => {
    app.addHook('onClose', async () => delay.stop());
    let inFlight = 0;

    const reasonToShed = (request: FastifyRequest): string | undefined => {
      const isWrite = request.routeOptions.config.rateTier === 'write';
      if (maxDelayMs > 0 && delay.currentMs() > maxDelayMs * (isWrite ? WRITE_PATIENCE : 1)) {
        return 'event_loop_delay';
      }
      if (maxInFlight > 0 && inFlight >= maxInFlight * (isWrite ? 1 : SHARE_OF_ALL)) return 'in_flight';
      return undefined;
    };

    app.addHook('onRequest', (request, reply, done) => {
      if (request.routeOptions.config.isProbe) return done();
      const reason = reasonToShed(request);
      if (reason) {
        metrics.httpRequestsShed.inc({ reason });
        // Not by the error handler: it would write a line for each, while there is no time for it.
        sendProblem(request, reply, new AppError('service_unavailable'));
        return;
      }
      inFlight++;
      // Not the hook `onResponse`, which does not run when the caller leaves.
      reply.raw.once('close', () => {
        inFlight--;
      });
      done();
    });
  },
);
