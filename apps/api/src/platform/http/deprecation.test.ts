import { defineRoute } from '@healthprotocol/contracts';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { CacheService } from '../cache/cache.ts';
import type { AppDatabase } from '../db/schema.ts';
import { createApi } from './api.ts';
import { openApiDocument } from './openapi.ts';

/** A route that asks nothing has no need of either. */
const nothing = [undefined, undefined] as unknown as [AppDatabase, CacheService];

const route = defineRoute({
  method: 'GET',
  path: '/old',
  summary: 'Something that has a better one beside it',
  tag: 'Test',
  access: 'public',
  rateTier: 'read',
  response: { status: 200, schema: z.object({ ok: z.boolean() }) },
  errors: [],
  audit: [],
  deprecated: { since: '2027-03-01', sunset: '2027-09-01', link: 'https://example.org/new' },
});

test('every answer of a deprecated route says since when, until when and where to read more', async () => {
  const app = Fastify();
  app.decorateRequest('actor', null);
  createApi(app, ...nothing).route(route, async () => ({ ok: true }));
  const { headers } = await app.inject({ url: '/api/v1/old' });
  expect(headers.deprecation).toBe('@1803859200');
  expect(headers.sunset).toBe('Wed, 01 Sep 2027 00:00:00 GMT');
  expect(headers.link).toBe('<https://example.org/new>; rel="deprecation"; type="text/html"');
  await app.close();
});

test('the OpenAPI document marks a deprecated route, and no other', () => {
  const { deprecated, ...current } = route;
  const marked = (contract: Parameters<typeof openApiDocument>[0][number]) =>
    JSON.stringify(openApiDocument([contract], '1')).includes('"deprecated":true');
  expect(deprecated.since).toBe('2027-03-01');
  expect(marked(route)).toBe(true);
  expect(marked(current)).toBe(false);
});

test('a date that is none stops the start', () => {
  const api = createApi(Fastify(), ...nothing);
  const wrong = { ...route, deprecated: { since: 'soon' } };
  expect(() => api.route(wrong, async () => ({ ok: true }))).toThrow('GET /old is deprecated since no date');
});
