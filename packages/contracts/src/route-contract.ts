import type { z } from 'zod';
import type { Access, RateTier } from './access.ts';
import type { AuditEventType } from './audit-events.ts';
import type { ErrorCode } from './errors.ts';

/** `revalidate`: kept, and asked for anew each time, which may be answered 304. `immutable`: kept without asking. */
export type CachePolicy = 'revalidate' | 'immutable';

/** That a route will go, or has a better one beside it. Dates are UTC, such as `2027-03-01`. */
export type Deprecation = {
  /** Since when it should not be used any more (RFC 9745). */
  since: string;
  /** When it stops answering (RFC 8594), if that is known. */
  sunset?: string;
  /** Where to read what to use instead. */
  link?: string;
};

/** Largest answer of a route that does not say otherwise. */
export const MAX_ANSWER_BYTES = 256 * 1024;

/** All that is promised about one route. The server validates with it, OpenAPI is generated from it, tests walk over it. */
export type RouteContract = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below `/api/v1`, parameters as `:name`. */
  path: string;
  summary: string;
  tag: string;
  access: Access;
  rateTier: RateTier;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** `maxBytes` is the size of the largest answer that the limits of all inputs allow; `MAX_ANSWER_BYTES` where it says nothing. */
  response: { status: 200 | 201 | 202 | 204; schema: z.ZodType | null; maxBytes?: number };
  /** Errors special to this route; those that any route can answer with are added by the server. */
  errors: readonly ErrorCode[];
  /** Where a browser may keep the answer. Without it nothing may: it is somebody's health data, or secret. */
  cache?: CachePolicy;
  /** Kinds of audit rows this route may write; `[]` says that it touches nobody's health data. */
  audit: readonly AuditEventType[];
  deprecated?: Deprecation;
};

/** Declares a route; keeps the exact types of its schemas. */
export function defineRoute<const R extends RouteContract>(route: R): R {
  return route;
}
