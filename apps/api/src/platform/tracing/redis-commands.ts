import { tracingChannel } from 'node:diagnostics_channel';
import { type Context, type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { ATTR_DB_OPERATION_NAME, ATTR_DB_SYSTEM_NAME } from '@opentelemetry/semantic-conventions';

/** What the Redis client tells of a command; its arguments hold keys, which are not looked at. */
type Command = { command: string };

/** Makes a span of each Redis command that runs within a traced request; returns how to stop. */
export function traceRedisCommands(tracer: Tracer, currentContext: () => Context | undefined): () => void {
  const spans = new WeakMap<object, Span>();
  const subscribers = {
    start(message: object) {
      const context = currentContext();
      if (!context) return;
      const { command } = message as Command;
      const attributes = { [ATTR_DB_SYSTEM_NAME]: 'redis', [ATTR_DB_OPERATION_NAME]: command };
      spans.set(message, tracer.startSpan(command, { kind: SpanKind.CLIENT, attributes }, context));
    },
    end() {},
    asyncStart() {},
    asyncEnd: (message: object) => spans.get(message)?.end(),
    error: (message: object) => void spans.get(message)?.setStatus({ code: SpanStatusCode.ERROR }),
  };
  const channel = tracingChannel('node-redis:command');
  channel.subscribe(subscribers);
  return () => channel.unsubscribe(subscribers);
}
