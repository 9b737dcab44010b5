import type { ErrorEvent, Event, Exception, StackFrame } from '@sentry/node';

/** Tags that say where an error happened; ids of the service's own making and route templates. */
export const TAGS = ['requestId', 'route', 'organizationId', 'code'] as const;

const plainTag = /^[\w :/.*-]{1,120}$/;
const plainType = /^[\w$.]{1,60}$/;

/**
 * Builds a report anew from what is known to hold no health data: the kind of each error, the places in our code, and the ids of
 * request, tenant and user. Messages are left out, because databases and libraries quote values in them; so is everything that a
 * later version of the tracker's library may collect.
 */
export function scrubEvent(event: Event): ErrorEvent {
  const tags = Object.fromEntries(
    TAGS.flatMap((name) => {
      const value = event.tags?.[name];
      return typeof value === 'string' && plainTag.test(value) ? [[name, value]] : [];
    }),
  );
  return {
    type: undefined,
    ...(event.event_id && { event_id: event.event_id }),
    ...(event.timestamp !== undefined && { timestamp: event.timestamp }),
    ...(event.level && { level: event.level }),
    ...(event.platform && { platform: event.platform }),
    ...(event.release && { release: event.release }),
    ...(event.environment && { environment: event.environment }),
    ...(event.sdk?.name && {
      sdk: { name: event.sdk.name, ...(event.sdk.version && { version: event.sdk.version }) },
    }),
    tags,
    ...(typeof event.user?.id === 'string' &&
      plainTag.test(event.user.id) && { user: { id: event.user.id } }),
    exception: { values: (event.exception?.values ?? []).map(scrubException) },
  };
}

function scrubException({ type, stacktrace, mechanism }: Exception): Exception {
  return {
    type: type && plainType.test(type) ? type : 'Error',
    value: '[removed]',
    ...(mechanism && {
      mechanism: {
        type: mechanism.type,
        ...(mechanism.handled !== undefined && { handled: mechanism.handled }),
      },
    }),
    ...(stacktrace?.frames && { stacktrace: { frames: stacktrace.frames.map(scrubFrame) } }),
  };
}

/** Where, and neither the values of variables there nor lines of source. */
function scrubFrame({ filename, function: name, module, lineno, colno, in_app }: StackFrame): StackFrame {
  return {
    ...(filename && { filename: filename.split('?', 1)[0] ?? '' }),
    ...(name && { function: name }),
    ...(module && { module }),
    ...(lineno !== undefined && { lineno }),
    ...(colno !== undefined && { colno }),
    ...(in_app !== undefined && { in_app }),
  };
}
