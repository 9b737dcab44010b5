import * as contractsPackage from '@healthprotocol/contracts';
import {
  ERRORS,
  mayDo,
  type Permission,
  ROLES,
  type Role,
  type RouteContract,
} from '@healthprotocol/contracts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAs, signInAsClient } from '../test/factories.ts';
import { newId } from './platform/ids.ts';

let app: TestApp;
let members: Record<Role, SignedInMember>;
beforeAll(async () => {
  app = await buildTestApp();
  const organizationId = await createOrganization(app);
  members = {
    owner: await signInAs(app, organizationId, 'owner'),
    admin: await signInAs(app, organizationId, 'admin'),
    practitioner: await signInAs(app, organizationId, 'practitioner'),
    client: await signInAsClient(app, organizationId),
  };
});
afterAll(() => app.close());

const isContract = (value: unknown): value is RouteContract =>
  typeof value === 'object' && value !== null && 'method' in value && 'rateTier' in value;
const declared = Object.values<unknown>(contractsPackage).filter(isContract);
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
const named = (routes: RouteContract[]) => routes.map((route) => [nameOf(route), route] as const);
const restricted = declared.filter(({ access }) => access !== 'public' && access !== 'signed_in');

const mayCall = (role: Role, { access }: RouteContract) =>
  access === 'public' || access === 'signed_in' || mayDo(role, access as Permission);

/** The address with an id in place of each parameter; nothing has that id. */
const addressOf = ({ path }: RouteContract) => path.replace(/:version\b/, '1').replace(/:\w+/g, newId());

/** Sends a request as somebody whom the route lets in. */
async function sendAllowed(
  route: RouteContract,
  {
    headers = {},
    ...options
  }: { headers?: Record<string, string>; payload?: string | object; query?: string } = {},
) {
  const role = ROLES.find((candidate) => mayCall(candidate, route));
  const cookie = role && members[role].cookie;
  return app.request({
    method: route.method,
    url: `/api/v1${addressOf(route)}${options.query ?? ''}`,
    headers: { ...(cookie && { cookie }), ...headers },
    ...(options.payload !== undefined && { payload: options.payload }),
  });
}

/** Every route the server knows, from the tree that it prints. */
function servedRoutes(): string[] {
  const parents: string[] = [];
  return app.app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^(.*?)[├└]── (\S+)(?: \((.+)\))?$/.exec(line);
      if (!found) return [];
      const [, indent = '', part = '', methods = ''] = found;
      const depth = indent.length / 4;
      parents.length = depth;
      parents.push(part);
      const path = parents.join('');
      return methods.split(', ').map((method) => `${method} ${path}`);
    });
}

describe('the table', () => {
  test('every declared route is served', () => {
    expect(app.app.api.contracts.map(nameOf).toSorted()).toEqual(declared.map(nameOf).toSorted());
  });

  test('nothing is served that is not declared, except what is public on purpose', () => {
    const known = new Set(
      declared.flatMap(({ method, path }) => [
        `${method} /api/v1${path}`,
        ...(method === 'GET' ? [`HEAD /api/v1${path}`] : []),
      ]),
    );
    const web = /^(GET|HEAD) (\/assets\/[\w.-]+|\/theme\.js|\/index\.html|\/icon\.svg|\*|\/\*)$/;
    const others = servedRoutes().filter((route) => !known.has(route) && !web.test(route));
    expect(new Set(others.map((route) => route.split(' ')[1]))).toEqual(
      new Set([
        '/livez',
        '/readyz',
        '/api/openapi.json',
        '/api/docs',
        '/api/docs/',
        '/api/docs/js/scalar.js',
      ]),
    );
    expect(others.filter((route) => !/^(GET|HEAD) /.test(route))).toEqual([]);
  });

  test.each(named(declared))(
    '%s says who may call it, at what rate, what it answers and what it leaves behind',
    (_name, route) => {
      expect(route.access).toBeTruthy();
      expect(route.rateTier).toBeTruthy();
      expect(route.response.schema === null).toBe([202, 204].includes(route.response.status));
      expect(route.errors.filter((code) => !ERRORS[code])).toEqual([]);
      expect(new Set(route.errors).size).toBe(route.errors.length);
      expect(route.audit.filter((type) => !contractsPackage.AUDIT_EVENTS.includes(type))).toEqual([]);
      const readsRecord = route.method === 'GET' && route.path.startsWith('/clients');
      const writesNothing = ['POST /invitations/preview', 'PUT /protocols/:protocolId/versions/:version'];
      const writes = route.method !== 'GET' && !writesNothing.includes(nameOf(route));
      expect(route.audit.length > 0 || !(readsRecord || writes), 'it leaves an audit row').toBe(true);
      const parameters = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
      expect(Object.keys(route.params?.shape ?? {})).toEqual(parameters);
    },
  );
});

describe('what a browser may keep', () => {
  // Nobody's health data, and nothing secret. Everything that is not named here is kept by nobody.
  const mayBeKept = {
    'GET /protocols': 'revalidate',
    'GET /protocols/:protocolId': 'revalidate',
    'GET /protocols/:protocolId/versions': 'revalidate',
    'GET /protocols/:protocolId/versions/:version': 'immutable',
    'GET /protocols/:protocolId/differences': 'revalidate',
  };

  test('is what this table says', () => {
    const kept = declared.filter(({ cache }) => cache).map((route) => [nameOf(route), route.cache]);
    expect(Object.fromEntries(kept)).toEqual(mayBeKept);
  });

  test.each(named(declared.filter(({ cache }) => cache)))(
    '%s touches no record of a person',
    (_name, route) => {
      expect(route.audit).toEqual([]);
      expect(route.access).toMatch(/^protocols\./);
    },
  );

  test.each(named(declared.filter(({ method }) => method === 'GET')))(
    '%s says so in its answer',
    async (_name, route) => {
      const answer = await sendAllowed(route);
      const said = { revalidate: 'private, no-cache', immutable: 'private, max-age=86400, immutable' };
      const expected = answer.statusCode === 200 && route.cache ? said[route.cache] : 'no-store';
      expect(answer.headers['cache-control']).toBe(expected);
      expect('etag' in answer.headers).toBe(answer.statusCode === 200 && route.cache === 'revalidate');
    },
  );
});

describe('who is let in', () => {
  const closed = declared.filter(({ access }) => access !== 'public');

  test.each(named(closed))('%s asks whoever has no session to sign in', async (_name, route) => {
    for (const cookie of [undefined, 'healthprotocol.session_token=0123456789abcdef0123456789abcdef.x']) {
      const answer = await app.request({
        method: route.method,
        url: `/api/v1${addressOf(route)}`,
        headers: { ...(cookie && { cookie }) },
      });
      expect(answer.json()).toMatchObject({ code: 'not_signed_in', status: 401 });
    }
  });

  test.each(named(restricted))('%s refuses every role without its permission', async (_name, route) => {
    const refused = ROLES.filter((role) => !mayCall(role, route));
    for (const role of refused) {
      const answer = await members[role].request(route.method as 'GET', addressOf(route));
      expect(answer.json(), role).toMatchObject({ code: 'not_allowed', status: 403 });
    }
  });
});

describe('what is not a request', () => {
  const withBody = named(declared.filter(({ body }) => body));
  const json = { 'content-type': 'application/json' };

  test.each(withBody)('%s refuses an unknown field by its name', async (_name, route) => {
    const answer = await sendAllowed(route, { payload: { fieldThatNobodyKnows: 1 } });
    expect(answer.json()).toMatchObject({ code: 'validation_failed', status: 400 });
    expect(answer.json().issues).toContainEqual(
      expect.objectContaining({ path: 'fieldThatNobodyKnows', code: 'unknown_field' }),
    );
  });

  test.each(named(declared.filter(({ query }) => query)))(
    '%s refuses an unknown query parameter by its name',
    async (_name, route) => {
      const answer = await sendAllowed(route, { query: '?parameterThatNobodyKnows=1' });
      expect(answer.json()).toMatchObject({ code: 'validation_failed', status: 400 });
      expect(answer.json().issues).toContainEqual(
        expect.objectContaining({ path: 'query.parameterThatNobodyKnows', code: 'unknown_field' }),
      );
    },
  );

  test.each(withBody)('%s refuses JSON that is none', async (_name, route) => {
    for (const payload of ['{"a":', 'nonsense', '{"__proto__": {"a": 1}}']) {
      const answer = await sendAllowed(route, { headers: json, payload });
      expect(answer.json(), payload).toMatchObject({ code: 'malformed_body', status: 400 });
    }
  });

  test.each(withBody)('%s refuses what is not JSON', async (_name, route) => {
    const forms = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];
    for (const type of ['text/xml', ...forms]) {
      const answer = await sendAllowed(route, { headers: { 'content-type': type }, payload: '<a/>' });
      expect(answer.json(), type).toMatchObject({ code: 'unsupported_content_type', status: 415 });
    }
  });

  test('a body that cannot be decompressed is refused like one that cannot be read', async () => {
    const send = (encoding: string) =>
      app.request({
        method: 'POST',
        url: '/api/v1/session',
        headers: { ...json, 'content-encoding': encoding },
        payload: '{}',
      });
    expect((await send('gzip')).json()).toMatchObject({ code: 'malformed_body', status: 400 });
    expect((await send('nonsense')).json()).toMatchObject({ code: 'unsupported_content_type', status: 415 });
  });

  const twentyMegabytes = JSON.stringify({ text: 'x'.repeat(20 * 1024 * 1024) });
  test.each(withBody)('%s refuses a body of 20 MB', async (_name, route) => {
    const answer = await sendAllowed(route, { headers: json, payload: twentyMegabytes });
    expect(answer.json()).toMatchObject({ code: 'body_too_large', status: 413 });
  });
});

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const document = (await app.request({ url: '/api/openapi.json' })).json();
    const result = await new Validator().validate(document);
    expect(result).toMatchObject({ valid: true });
    expect(document.openapi).toBe('3.1.0');
  });

  test.each(named(declared))('names %s with its answer and each of its errors', async (_name, route) => {
    const { paths } = (await app.request({ url: '/api/openapi.json' })).json();
    const operation = paths[`/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`]?.[route.method.toLowerCase()];
    expect(operation.summary).toBe(route.summary);
    expect(Object.keys(operation.responses)).toContain(String(route.response.status));
    for (const code of route.errors) {
      expect(operation.responses[ERRORS[code].status].description).toContain(`\`${code}\``);
    }
  });

  test('gives every operation a name of its own', async () => {
    const { paths } = (await app.request({ url: '/api/openapi.json' })).json();
    const ids = Object.values<Record<string, { operationId: string }>>(paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(declared.length);
  });
});
