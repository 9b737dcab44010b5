import { ERRORS, type ErrorCode, type Problem } from '@healthprotocol/contracts';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { AppError } from '../platform/app-error.ts';
import type { ErrorReports } from '../platform/error-reports/error-reports.ts';

/** Errors of the framework that are the caller's, by their code. */
const frameworkErrors: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_content_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_body',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_body',
  FST_CP_ERR_INVALID_CONTENT: 'malformed_body',
  FST_CP_ERR_INVALID_CONTENT_ENCODING: 'unsupported_content_type',
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
};

/** What else of the framework is the caller's, by its status. */
const callersStatus: Record<number, ErrorCode> = {
  404: 'not_found',
  405: 'method_not_allowed',
  408: 'request_timeout',
  412: 'precondition_failed',
  413: 'body_too_large',
  415: 'unsupported_content_type',
  416: 'range_not_satisfiable',
  429: 'too_many_requests',
  431: 'headers_too_large',
};

/**
 * SQLSTATE classes and system errors by which the database says that it cannot answer now: lost or refused connections, no
 * room, a statement cancelled for taking too long; a lock not got in time, a deadlock, a transaction that paused too long; a plan that a migration
 * has made stale, which is planned anew the next time.
 */
const unavailable =
  /^(?:08|53|57)|^(?:0A000|55P03|40P01|40001|25P03)$|^(?:ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT)$/;

/** A connection lost before it was asked, or while it was: the driver gives these no code. */
const connectionLost =
  /^(?:Connection terminated|Query read timeout|Client has encountered a connection error|timeout exceeded when trying to connect)/;

/**
 * SQLSTATEs of a value that the database cannot take, such as NUL and lone surrogates in text (valid JSON, but no PostgreSQL
 * text), or a page cursor that was made up. Schemas refuse what they can; this catches the rest.
 */
const unstorable = new Set(['22021', '22P05', '22P02', '22003', '22007', '22008']);

/** Turns whatever was thrown into one answer of RFC 9457 and reports only what is our own fault. */
export const problem = fastifyPlugin(
  async (app: FastifyInstance, { reports }: { reports?: ErrorReports | undefined }) => {
    app.setErrorHandler((error: Error, request, reply) => answerError(error, request, reply, reports));
    app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new AppError('not_found')));
    // Nothing is expected that could not be met: with `100-continue` Node goes on by itself, and a server may pass over the rest.
    app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  },
);

/** Also called for addresses the router cannot read, before any hook runs. */
export function answerError(
  error: FastifyError | AppError | Error,
  request: FastifyRequest,
  reply: FastifyReply,
  reports?: ErrorReports,
): FastifyReply {
  const appError = toAppError(error);
  const status = statusOf(error, appError);
  // What is overloaded or away tells by the thousand: of it the reason is enough, and who turned a request away has counted it.
  if (status > 500 && !(error instanceof AppError)) {
    request.scope.log.warn({ reason: error.message }, 'request failed');
  }
  if (status === 500) {
    request.scope.log.error({ err: error }, 'request failed');
    const { userId, organizationId } = request.actor ?? {};
    const route = `${request.method} ${request.routeOptions.url ?? 'unmatched'}`;
    const place = {
      requestId: request.id,
      route,
      ...(userId && { userId }),
      ...(organizationId && { organizationId }),
    };
    reports?.report(error, place);
  }
  return sendProblem(request, reply, appError, status);
}

/** A 4xx of the framework stays what it is, also one that no error of ours is about. */
function statusOf(error: FastifyError | AppError | Error, { code }: AppError): number {
  const status = 'statusCode' in error ? error.statusCode : undefined;
  return code === 'malformed_request' && isCallers(status) ? status : ERRORS[code].status;
}

const isCallers = (status: number | undefined): status is number =>
  status !== undefined && status >= 400 && status < 500;

function toAppError(error: FastifyError | AppError | Error): AppError {
  if (error instanceof AppError) return error;
  const code = 'code' in error ? String(error.code) : '';
  const known = frameworkErrors[code];
  if (known) return new AppError(known, { cause: error });
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (error instanceof SyntaxError && status === 400) return new AppError('malformed_body', { cause: error });
  if (isCallers(status)) return new AppError(callersStatus[status] ?? 'malformed_request', { cause: error });
  if (unstorable.has(code)) return new AppError('validation_failed', { cause: error });
  if (unavailable.test(code) || connectionLost.test(error.message)) {
    return new AppError('service_unavailable', { cause: error });
  }
  return new AppError('internal_error', { cause: error });
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  error: AppError,
  status: number = ERRORS[error.code].status,
): FastifyReply {
  const { title, retryable } = ERRORS[error.code];
  const body: Problem = {
    type: `/errors#${error.code}`,
    title,
    status,
    code: error.code,
    requestId: request.id,
    ...(error.detail !== undefined && { detail: error.detail }),
    ...(error.issues && { issues: error.issues }),
  };
  if (retryable && !reply.hasHeader('retry-after')) reply.header('retry-after', status === 429 ? 30 : 5);
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(body);
}
