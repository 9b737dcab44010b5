import * as contractsPackage from '@healthprotocol/contracts';
import { mayDo, type Permission, ROLES, type Role, type RouteContract } from '@healthprotocol/contracts';
import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAs, signInAsClient } from '../test/factories.ts';
import { hostileInput } from '../test/hostile-input.ts';
import { commonErrors } from './platform/http/api.ts';

let app: TestApp;
let organizationId: string;
beforeAll(async () => {
  app = await buildTestApp();
  organizationId = await createOrganization(app);
});
afterAll(() => app.close());

const isContract = (value: unknown): value is RouteContract =>
  typeof value === 'object' && value !== null && 'method' in value && 'rateTier' in value;
const routes = Object.values<unknown>(contractsPackage)
  .filter(isContract)
  .map((route) => [`${route.method} ${route.path}`, route] as const);

/** Somebody whom the route lets in, with a session that nothing else can end. */
function callerOf({ access }: RouteContract): Promise<SignedInMember> {
  const isOpen = access === 'public' || access === 'signed_in';
  const role = ROLES.find((candidate: Role) => isOpen || mayDo(candidate, access as Permission));
  return role === 'client'
    ? signInAsClient(app, organizationId)
    : signInAs(app, organizationId, role ?? 'owner');
}

/** Percent-encodes; what no UTF-8 stands for (lone surrogates) goes as the bytes a broken client would send. */
function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.isWellFormed() ? encodeURIComponent(text).slice(0, 4_000) : '%ED%A0%80';
}

type Hostile = { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown };

const orEmpty = (schema: RouteContract['params']) =>
  (schema ? hostileInput(schema) : fc.constant({})).map((value) =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {},
  );

function hostileRequest(route: RouteContract): fc.Arbitrary<Hostile> {
  return fc.record({
    params: orEmpty(route.params),
    query: orEmpty(route.query),
    body: route.body ? hostileInput(route.body) : fc.jsonValue(),
  });
}

function toRequest(route: RouteContract, { params, query, body }: Hostile): InjectOptions {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encode(params[name] ?? 'x') || 'x');
  const search = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return {
    method: route.method,
    url: `/api/v1${path}${search.length > 0 ? `?${search.join('&')}` : ''}`,
    ...(route.method !== 'GET' && {
      payload: JSON.stringify(body) ?? 'null',
      headers: { 'content-type': 'application/json' },
    }),
  };
}

test.each(routes)(
  '%s answers whatever is sent to it with what it promises, never with a fault',
  async (_name, route) => {
    const { cookie } = await callerOf(route);
    // An address that is no valid URL or matches no route is unknown.
    const promised = new Set<string>([...commonErrors(route), ...route.errors, 'not_found']);
    await fc.assert(
      fc.asyncProperty(hostileRequest(route), async (hostile) => {
        const request = toRequest(route, hostile);
        const answer = await app.request({ ...request, headers: { ...request.headers, cookie } });
        const said = `${answer.statusCode} ${answer.body}`;
        expect(answer.statusCode, said).toBeLessThan(500);
        if (answer.statusCode < 400) {
          expect(answer.statusCode).toBe(route.response.status);
          return;
        }
        expect(answer.headers['content-type'], said).toMatch('application/problem+json');
        const problem = answer.json();
        expect(promised.has(problem.code), said).toBe(true);
        expect(said).not.toMatch(/node_modules|\.ts:\d+|select |insert into/);
      }),
      { numRuns: 60 },
    );
  },
  60_000,
);
