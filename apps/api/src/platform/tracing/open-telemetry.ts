import {
  type Context,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import {
  ATTR_DB_QUERY_TEXT,
  ATTR_DB_SYSTEM_NAME,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_SERVICE_NAME,
  ATTR_SERVICE_VERSION,
} from '@opentelemetry/semantic-conventions';
import { type WorkScope, workScope } from '../work-scope.ts';
import { traceRedisCommands } from './redis-commands.ts';
import type { Tracing } from './tracing.ts';

const MAX_SQL_LENGTH = 2000;
const SEND_TIMEOUT_MS = 5_000;
const SEND_EVERY_MS = 2_000;

type Options = { endpoint: string; sampleRatio: number; version: string; environment: string };

/**
 * Makes spans of requests, statements and cache commands at the places where the service does these things anyway, and sends
 * them by OTLP over HTTP. They carry route templates and SQL with placeholders; no values and no people.
 */
export function startTracing({ endpoint, sampleRatio, version, environment }: Options): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      [ATTR_SERVICE_NAME]: 'healthprotocol',
      [ATTR_SERVICE_VERSION]: version,
      'deployment.environment.name': environment,
    }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampleRatio) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({
          url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
          timeoutMillis: SEND_TIMEOUT_MS,
        }),
        scheduledDelayMillis: SEND_EVERY_MS,
      }),
    ],
  });
  const tracer = provider.getTracer('healthprotocol', version);
  const contexts = new WeakMap<WorkScope, Context>();

  /** Where a span belongs that is made now; undefined where nobody traces. */
  const currentContext = (): Context | undefined => {
    const scope = workScope.getStore();
    const context = scope && contexts.get(scope);
    return context && trace.getSpan(context)?.isRecording() ? context : undefined;
  };
  const stopRedis = traceRedisCommands(tracer, currentContext);

  return {
    startRequest(scope, traceparent) {
      const span = tracer.startSpan(scope.name, { kind: SpanKind.SERVER }, callerContext(traceparent));
      contexts.set(scope, trace.setSpan(ROOT_CONTEXT, span));
      return {
        traceId: span.spanContext().traceId,
        end({ method, route, statusCode }) {
          span.setAttributes({
            [ATTR_HTTP_REQUEST_METHOD]: method,
            [ATTR_HTTP_ROUTE]: route,
            [ATTR_HTTP_RESPONSE_STATUS_CODE]: statusCode,
          });
          if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },

    addStatement(sql, durationMs) {
      const context = currentContext();
      if (!context) return;
      const endedAt = performance.now();
      const attributes = {
        [ATTR_DB_SYSTEM_NAME]: 'postgresql',
        [ATTR_DB_QUERY_TEXT]: sql.slice(0, MAX_SQL_LENGTH),
      };
      const name = /^\s*(\w+)/.exec(sql)?.[1]?.toLowerCase() ?? 'statement';
      tracer
        .startSpan(name, { kind: SpanKind.CLIENT, startTime: endedAt - durationMs, attributes }, context)
        .end(endedAt);
    },

    async close() {
      stopRedis();
      await provider.shutdown();
    },
  };
}

/** The caller's span by the header of W3C Trace Context, version 00; a new trace without. */
function callerContext(traceparent: string | undefined): Context {
  const [, traceId = '', spanId = '', flags = ''] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent ?? '') ?? [];
  const caller = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return isSpanContextValid(caller) ? trace.setSpanContext(ROOT_CONTEXT, caller) : ROOT_CONTEXT;
}
