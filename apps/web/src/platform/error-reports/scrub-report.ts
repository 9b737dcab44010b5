import type { ErrorEvent, Event, Exception, StackFrame } from '@sentry/core';

// What is not of exactly this form is left out: names and addresses may hold what people wrote or whom they look at.
const errorType = /^[A-Z][A-Za-z]{0,40}$/;
const release = /^healthprotocol@[\w.+-]{1,80}$/;
const environment = /^(?:development|production|test)$/;
const routeTemplate = /^\/(?:(?:[a-z][a-z-]{0,30}|\$[A-Za-z]{1,30})\/?)*$/;
const requestId = /^[\w-]{8,64}$/;
const scriptOfBuild = /\/(assets\/[\w.-]+\.js)$/;

/**
 * Builds a report anew from what is known to hold no health data: the kind of each error, the places in the app's own scripts, the
 * template of the route, the release and the request id. Messages are left out, because the browser quotes values in them; so is
 * everything that a later version of the library may collect.
 */
export function scrubReport(event: Event): ErrorEvent {
  const tags = {
    ...keep('route', event.tags?.route, routeTemplate),
    ...keep('requestId', event.tags?.requestId, requestId),
  };
  return {
    type: undefined,
    ...keep('event_id', event.event_id, /^[0-9a-f]{32}$/),
    ...(typeof event.timestamp === 'number' && { timestamp: event.timestamp }),
    level: 'error',
    platform: 'javascript',
    ...keep('release', event.release, release),
    ...keep('environment', event.environment, environment),
    // Sentry would otherwise take the person's address from the connection.
    sdk: { name: 'healthprotocol.browser', version: '1', settings: { infer_ip: 'never' } },
    tags,
    exception: { values: (event.exception?.values ?? []).map(scrubException) },
  };
}

function scrubException({ type, stacktrace }: Exception): Exception {
  return {
    type: type && errorType.test(type) ? type : 'Error',
    value: '[removed]',
    ...(stacktrace?.frames && { stacktrace: { frames: stacktrace.frames.flatMap(scrubFrame) } }),
  };
}

/** File, line and column. A function can be named by data, and the build has shortened the names of all others. */
function scrubFrame({ filename, lineno, colno }: StackFrame): StackFrame[] {
  const [, script] = scriptOfBuild.exec(filename ?? '') ?? [];
  if (!script) return [];
  return [
    {
      filename: `app:///${script}`,
      in_app: true,
      ...(typeof lineno === 'number' && { lineno }),
      ...(typeof colno === 'number' && { colno }),
    },
  ];
}

function keep<K extends string>(name: K, value: unknown, form: RegExp): { [P in K]?: string } {
  return typeof value === 'string' && form.test(value) ? ({ [name]: value } as { [P in K]?: string }) : {};
}
