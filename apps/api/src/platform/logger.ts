import { randomUUID } from 'node:crypto';
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { PinoPretty } from 'pino-pretty';

const redactedKeys = new Set([
  ...['authorization', 'cookie', 'set-cookie', 'password', 'newPassword', 'token', 'secret'],
  // Anything a person typed, and what PostgreSQL quotes of a row in an error.
  ...['body', 'payload', 'query', 'params', 'detail', 'where'],
]);

// A walk of our own because pino's redaction by wildcard paths made one log line 30 times as expensive.
function redact(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date)
    return value;
  if (depth === 5) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value))
    copy[key] = redactedKeys.has(key) ? '[redacted]' : redact(inner, depth + 1);
  return copy;
}

type RequestLike = { id: string; method: string; url: string; routeOptions?: { url?: string }; ip?: string };

const serializers = {
  // The route pattern, not the address: identifiers of clients and search words stay out of logs.
  req: (request: RequestLike) => ({
    id: request.id,
    method: request.method,
    route: request.routeOptions?.url ?? request.url.split('?', 1)[0],
    ip: request.ip,
  }),
  res: (reply: { statusCode: number }) => ({ statusCode: reply.statusCode }),
  err: (error: Error) => (error instanceof Error ? describeError(error) : redact(error)),
};

/** What is told of an error. Drivers hang whole connections on theirs, with what only the two ends of one should know. */
const toldOfErrors = [
  ...['type', 'message', 'stack', 'code', 'statusCode', 'syscall'],
  ...['severity', 'schema', 'table', 'column', 'constraint', 'routine'],
];

function describeError(error: Error): Record<string, unknown> {
  const { aggregateErrors, ...described } = stdSerializers.err(error);
  const told = Object.entries(described).filter(([key]) => toldOfErrors.includes(key));
  return {
    ...Object.fromEntries(told),
    ...(aggregateErrors && {
      aggregateErrors: aggregateErrors.map((inner: { message: string }) => inner.message),
    }),
  };
}

// Keys with a serializer above are handed on as they are: it picks or redacts by itself.
function redactEntry(entry: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(entry)) {
    if (key in serializers) copy[key] = value;
    else copy[key] = redactedKeys.has(key) ? '[redacted]' : redact(value);
  }
  return copy;
}

/** Creates the log of a process: JSON lines in production, readable lines at a desk. */
export function createLogger(
  { LOG_LEVEL, LOG_FORMAT }: { LOG_LEVEL: string; LOG_FORMAT: 'json' | 'pretty' },
  destination?: DestinationStream,
): Logger {
  const stream =
    LOG_FORMAT === 'pretty'
      ? PinoPretty({
          translateTime: 'SYS:HH:MM:ss',
          ignore: 'pid,hostname',
          ...(destination && { destination }),
        })
      : // Written in the background, many at once; what is left is written when the process exits.
        (destination ?? pino.destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 100 }));
  return pino({ level: LOG_LEVEL, formatters: { log: redactEntry }, serializers }, stream);
}

const plainId = /^[\w.-]{8,64}$/;

/** The id of a request: the one its caller sent in `x-request-id` if that is harmless, else a new one. */
export function requestId({ headers }: { headers: Record<string, string | string[] | undefined> }): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && plainId.test(sent) ? sent : randomUUID();
}
