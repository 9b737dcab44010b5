import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { ERRORS, type ErrorCode, type Problem } from '@healthprotocol/contracts';
import type { Logger } from 'pino';
import { newId } from '../ids.ts';

/** Time in which the caller can read the answer before the connection is cut. */
const LINGER_MS = 1_000;

const reasons: Record<number, string> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** What the HTTP parser found wrong, before there was a request that a route could answer. */
function codeOf({ code }: NodeJS.ErrnoException): ErrorCode {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request_timeout';
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers_too_large';
  return 'malformed_request';
}

/** Answers what is no HTTP, is too large or comes too slowly, like every other error, and ends the connection. */
export function answerBadConnection(error: NodeJS.ErrnoException, socket: Socket, logger: Logger): void {
  if (socket.destroyed || socket.writableEnded) return;
  const inProgress = (socket as Socket & { _httpMessage?: ServerResponse | null })._httpMessage;
  // Part of another answer is on its way already; anything written now would be taken for more of it.
  if (error.code === 'ECONNRESET' || !socket.writable || inProgress?.headersSent) {
    socket.destroy();
    return;
  }
  const code = codeOf(error);
  const requestId = newId();
  // At this level because whoever sends such things can send many.
  logger.debug({ requestId, code, parser: error.code }, 'a connection was ended');
  socket.end(rawProblem(code, requestId));
  // Cut at once, a caller that is still sending would get a reset instead of the answer.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

function rawProblem(code: ErrorCode, requestId: string): string {
  const { status, title } = ERRORS[code];
  const problem: Problem = { type: `/errors#${code}`, title, status, code, requestId };
  const body = JSON.stringify(problem);
  return [
    `HTTP/1.1 ${status} ${reasons[status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
    `X-Request-Id: ${requestId}`,
    '',
    body,
  ].join('\r\n');
}
