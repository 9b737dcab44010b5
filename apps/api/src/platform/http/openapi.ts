import {
  type Access,
  ERRORS,
  type ErrorCode,
  PERMISSIONS,
  ROLES,
  type RouteContract,
} from '@healthprotocol/contracts';
import { z } from 'zod';
import { API_PREFIX, commonErrors } from './api.ts';

type JsonObject = Record<string, unknown>;

const problemSchema: JsonObject = {
  type: 'object',
  description: 'Problem details (RFC 9457)',
  required: ['type', 'title', 'status', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(ERRORS) },
    requestId: { type: 'string' },
    detail: { type: 'string' },
    issues: {
      type: 'array',
      description: 'Every invalid field at once',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

/** Writes the OpenAPI 3.1 document of the routes; its schemas are the contracts' own (JSON Schema 2020-12). */
export function openApiDocument(contracts: readonly RouteContract[], version: string): JsonObject {
  const schemas: JsonObject = { Problem: problemSchema };
  const paths: Record<string, JsonObject> = {};
  for (const contract of contracts) {
    const path = API_PREFIX + contract.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(contract, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'HealthProtocol',
      version,
      description:
        'Requests are JSON. Errors are problem details (RFC 9457) with a stable `code`. Lists page by an opaque cursor. ' +
        'Ids of new things are UUIDv7 made by the caller, so that sending the same request twice counts once.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(contracts.map((contract) => contract.tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'healthprotocol.session_token' },
      },
    },
  };
}

function operation(contract: RouteContract, schemas: JsonObject): JsonObject {
  const { status, schema } = contract.response;
  const operationId = `${contract.method.toLowerCase()}${contract.path.replace(/[^a-zA-Z]+(\w?)/g, (_, next: string) => next.toUpperCase())}`;
  return {
    operationId,
    summary: contract.summary,
    tags: [contract.tag],
    description: `Who: \`${contract.access}\`. Rate tier: \`${contract.rateTier}\`.`,
    'x-access': callersOf(contract.access),
    ...(contract.deprecated && { deprecated: true }),
    ...(contract.access !== 'public' && { security: [{ session: [] }] }),
    parameters: [
      ...parameters('path', contract.params, schemas),
      ...parameters('query', contract.query, schemas),
    ],
    ...(contract.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: toSchema(contract.body, 'input', schemas) } },
      },
    }),
    responses: {
      [status]: schema
        ? {
            description: 'Success',
            content: { 'application/json': { schema: toSchema(schema, 'output', schemas) } },
          }
        : { description: 'Success, without a body' },
      ...errorResponses([...commonErrors(contract), ...contract.errors]),
    },
  };
}

/** Everybody whom a route lets in, so that a role that loses a permission is seen in the document. */
function callersOf(access: Access): readonly string[] {
  if (access === 'public') return ['anyone', ...ROLES];
  return access === 'signed_in' ? ROLES : PERMISSIONS[access];
}

function parameters(
  place: 'path' | 'query',
  schema: z.ZodObject | undefined,
  schemas: JsonObject,
): JsonObject[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = toSchema(schema, 'input', schemas) as {
    properties?: Record<string, JsonObject>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function errorResponses(codes: ErrorCode[]): JsonObject {
  const byStatus = Map.groupBy(new Set(codes), (code) => ERRORS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\`: ${ERRORS[code].title}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

/** A contract's schema; parts that have an id go to the components and are referred to. */
function toSchema(schema: z.ZodType, io: 'input' | 'output', schemas: JsonObject): JsonObject {
  const { $schema, $defs, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  }) as JsonObject;
  const suffix = io === 'input' ? 'Input' : '';
  for (const [name, definition] of Object.entries(($defs ?? {}) as JsonObject)) {
    schemas[name + suffix] = pointToComponents(definition, suffix);
  }
  return pointToComponents(rest, suffix) as JsonObject;
}

function pointToComponents(value: unknown, suffix: string): unknown {
  if (Array.isArray(value)) return value.map((item) => pointToComponents(item, suffix));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'id' || typeof (value as JsonObject).id !== 'string')
      .map(([key, inner]) =>
        key === '$ref' && typeof inner === 'string'
          ? [key, `${inner.replace('#/$defs/', '#/components/schemas/')}${suffix}`]
          : [key, pointToComponents(inner, suffix)],
      ),
  );
}
