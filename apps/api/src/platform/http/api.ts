import {
  type CachePolicy,
  ERRORS,
  type ErrorCode,
  mayDo,
  type Permission,
  type RateTier,
  type RouteContract,
} from '@healthprotocol/contracts';
import fastJsonStringify from 'fast-json-stringify';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySerializerCompiler } from 'fastify';
import type { z } from 'zod';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { CacheKey, CacheService, Loaded } from '../cache/cache.ts';
import type { AppDatabase } from '../db/schema.ts';
import type { AuditOrigin } from '../db/tenant-transaction.ts';
import { openTenantAccess, type TenantAccess } from '../tenant-access.ts';
import { answerSchemaOf } from './answer-schema.ts';
import { announceDeprecation } from './deprecation.ts';
import { validateRequest } from './validate-request.ts';

export const API_PREFIX = '/api/v1';

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Access<R extends RouteContract> = R['access'];
/** What a handler answers with: the contract's shape before it is serialised. */
export type ResponseOf<R extends RouteContract> = R['response']['schema'] extends z.ZodType
  ? z.input<R['response']['schema']>
  : undefined;

/** What a handler receives: valid input, the actor whom the contract lets in, and the way to the data of their organization. */
export type RouteRequest<R extends RouteContract> = TenantAccess & {
  params: Parsed<R['params']>;
  query: Parsed<R['query']>;
  body: Parsed<R['body']>;
  actor: Access<R> extends 'public' ? Actor | null : Actor;
  origin: AuditOrigin;
  /**
   * `cached` for an answer, which is kept as the text that is sent, so that a hit is neither loaded nor serialised. Whoever asks
   * must have been let in before.
   */
  answerFromCache<T extends ResponseOf<R>>(
    key: CacheKey,
    load: (own: TenantAccess) => Promise<Loaded<T>>,
  ): Promise<T>;
  http: { request: FastifyRequest; reply: FastifyReply };
};

export type RouteHandler<R extends RouteContract> = (request: RouteRequest<R>) => Promise<ResponseOf<R>>;

/** Where features register their routes; it remembers every contract for OpenAPI and for the tests over the route table. */
export type Api = {
  route<R extends RouteContract>(contract: R, handler: RouteHandler<R>): void;
  readonly contracts: readonly RouteContract[];
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the authentication plugin; null when nobody is signed in. */
    actor: Actor | null;
    /** A session exists, but its user belongs to no organization any more. */
    lacksMembership: boolean;
  }
  interface FastifyContextConfig {
    contract?: RouteContract;
    rateTier?: RateTier;
  }
}

/** Errors that any route can answer with, besides those its contract names. */
export function commonErrors(contract: RouteContract): ErrorCode[] {
  return [
    ...(contract.params || contract.query || contract.body ? (['validation_failed'] as const) : []),
    // Also where no body is asked for: one that comes is read before the route sees it.
    ...(contract.method === 'GET'
      ? []
      : (['malformed_body', 'body_too_large', 'unsupported_content_type'] as const)),
    ...(contract.access === 'public' ? [] : (['not_signed_in', 'no_active_membership'] as const)),
    ...(contract.access === 'public' || contract.access === 'signed_in' ? [] : (['not_allowed'] as const)),
    ...(contract.method === 'GET' ? [] : (['cross_site_request'] as const)),
    'malformed_request',
    'headers_too_large',
    'request_timeout',
    'too_many_requests',
    'internal_error',
    'service_unavailable',
  ];
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** An answer that its contract's schema has written before. */
class SerializedAnswer {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Opens the versioned API on `app`. Every route is closed unless its contract says otherwise. */
export function createApi(app: FastifyInstance, database: AppDatabase, cache: CacheService): Api {
  const contracts: RouteContract[] = [];
  app.setSerializerCompiler(compileSerializer);

  return {
    contracts,
    route(contract, handler) {
      assertComplete(contract, contracts);
      contracts.push(contract);
      const { schema, status } = contract.response;
      app.route({
        method: contract.method,
        url: API_PREFIX + contract.path,
        config: { contract, rateTier: contract.rateTier, cache: contract.cache },
        ...(schema && { schema: { response: { [status]: schema } } }),
        handler: async (request, reply) => {
          if (contract.deprecated) announceDeprecation(reply, contract.deprecated);
          const actor = admit(contract, request);
          const input = validateRequest(contract, request);
          const origin = originOf(request, actor);
          const access = actor
            ? openTenantAccess({ database, cache }, actor.organizationId, origin)
            : noTenant;
          const result = await handler({
            ...input,
            ...access,
            actor,
            origin,
            answerFromCache: async (
              key: CacheKey,
              load: (own: TenantAccess) => Promise<Loaded<Record<string, unknown>>>,
            ) => {
              const text = await access.cached<string>(key, async (own) => {
                const { value, ...until } = await load(own);
                // Written by the route's own schema, as an answer that is not kept is.
                return { value: reply.serializeInput(value, String(status)) as string, ...until };
              });
              return new SerializedAnswer(text);
            },
            http: { request, reply },
          } as never);
          reply.code(status);
          if (!reply.hasHeader('cache-control')) sayHowLongToKeep(reply, contract.cache);
          if (result instanceof SerializedAnswer) return reply.type(JSON_TYPE).send(result.text);
          return schema ? result : reply.send();
        },
      });
    },
  };
}

const refuseWithoutTenant = (): never => {
  throw new Error('A public route has no tenant');
};
const noTenant: TenantAccess = {
  organizationId: '',
  constants: { find: refuseWithoutTenant },
  inTenant: refuseWithoutTenant,
  readInTenant: refuseWithoutTenant,
  cached: refuseWithoutTenant,
};

/** What `cache-control` says; `private` because an answer of the API is always somebody's. */
const CACHE_CONTROL = {
  revalidate: 'private, no-cache',
  immutable: 'private, max-age=86400, immutable',
} as const satisfies Record<CachePolicy, string>;

function sayHowLongToKeep(reply: FastifyReply, policy: CachePolicy | undefined): void {
  // Health data is never kept by browsers or by anything between.
  reply.header('cache-control', policy ? CACHE_CONTROL[policy] : 'no-store');
  // Who signs in next in the same browser starts with nothing.
  if (policy === 'immutable') reply.header('vary', 'cookie');
}

function assertComplete(contract: RouteContract, known: readonly RouteContract[]): void {
  const name = `${contract.method} ${contract.path}`;
  if (!contract.access || !contract.rateTier)
    throw new Error(`${name} does not say who may call it and at what rate`);
  const { since, sunset = since } = contract.deprecated ?? { since: '2026-01-01' };
  if (Number.isNaN(Date.parse(since)) || Number.isNaN(Date.parse(sunset)))
    throw new Error(`${name} is deprecated since no date, or until none`);
  for (const code of contract.errors) {
    if (!ERRORS[code]) throw new Error(`${name} names the unknown error ${code}`);
  }
  if (known.some((other) => other.method === contract.method && other.path === contract.path)) {
    throw new Error(`${name} is registered twice`);
  }
}

/** @throws not_signed_in, no_active_membership, not_allowed */
function admit(contract: RouteContract, request: FastifyRequest): Actor | null {
  if (contract.access === 'public') return request.actor;
  if (request.lacksMembership) throw new AppError('no_active_membership');
  if (!request.actor) throw new AppError('not_signed_in');
  if (contract.access !== 'signed_in' && !mayDo(request.actor.role, contract.access as Permission)) {
    throw new AppError('not_allowed');
  }
  return request.actor;
}

function originOf(request: FastifyRequest, actor: Actor | null): AuditOrigin {
  return {
    actor: actor && { userId: actor.userId, memberId: actor.memberId, role: actor.role },
    requestId: request.id,
    ipAddress: request.ip,
  };
}

/**
 * Writes an answer by fast-json-stringify from the schema of its contract; what that does not name is left out.
 * Made when the route first answers: all of them at once took a tenth of the start.
 */
const compileSerializer: FastifySerializerCompiler<z.ZodType> = ({ schema }) => {
  let serialize: ((value: unknown) => string) | undefined;
  return (value) => {
    serialize ??= fastJsonStringify(answerSchemaOf(schema));
    return serialize(value);
  };
};
