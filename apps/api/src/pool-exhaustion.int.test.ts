import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAs } from '../test/factories.ts';

let app: TestApp;
let member: SignedInMember;
beforeAll(async () => {
  app = await buildTestApp({
    environment: { DATABASE_POOL_QUEUE_MAX: '4', DATABASE_ACQUIRE_TIMEOUT_MS: '500' },
  });
  member = await signInAs(app, await createOrganization(app), 'practitioner');
});
afterAll(() => app.close());

test('while all connections are busy, every request is answered 503 long before they are free, and then all is as before', async () => {
  // Signed-in devices are never cached.
  const ask = () => member.request('GET', '/sessions');
  expect((await ask()).statusCode).toBe(200);

  let busy = true;
  const work = Promise.all(Array.from({ length: 5 }, () => sql`select pg_sleep(6)`.execute(app.db)));
  void work.then(() => {
    busy = false;
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  for (const answer of await Promise.all(Array.from({ length: 30 }, ask))) {
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: 'service_unavailable' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  }
  expect(busy).toBe(true);

  await work;
  expect((await ask()).statusCode).toBe(200);
});
