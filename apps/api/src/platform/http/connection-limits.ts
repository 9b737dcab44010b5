import type { Server } from 'node:http';
import type { FastifyHttpOptions, FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { answerBadConnection } from './bad-connection.ts';

/** Request line and headers together; ours take about 1 kB. */
const MAX_HEADER_BYTES = 16 * 1024;
/** Headers come in one piece from everybody who means well. */
const HEADERS_TIMEOUT_MS = 10_000;
/** How often connections are looked at for what is overdue, so the time-outs are exact to a second. */
const CHECK_INTERVAL_MS = 1_000;

/** What one connection may cost: the time and the size of a request, and the answer to one that takes more. */
export function connectionLimits(
  requestTimeoutSeconds: number,
  logger: Logger,
): Pick<FastifyHttpOptions<Server>, 'http' | 'requestTimeout' | 'clientErrorHandler'> {
  const requestTimeout = requestTimeoutSeconds * 1000;
  return {
    requestTimeout,
    http: {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: Math.min(HEADERS_TIMEOUT_MS, requestTimeout),
      connectionsCheckingInterval: CHECK_INTERVAL_MS,
    },
    clientErrorHandler: (error, socket) => answerBadConnection(error, socket, logger),
  };
}

/**
 * Bounds the open connections; one more is closed at once. A connection may carry any number of requests: load balancers keep
 * theirs open for hours, and what one connection asks is bounded by rate and by requests in flight.
 */
export function boundConnections(app: FastifyInstance, maxConnections: number, logger: Logger): void {
  app.server.maxConnections = maxConnections;
  app.server.on('drop', () => logger.debug('a connection too many was closed'));
}
