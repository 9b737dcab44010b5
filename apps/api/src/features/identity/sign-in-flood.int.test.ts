import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAsClient } from '../../../test/factories.ts';

vi.setConfig({ testTimeout: 60_000 });

let app: TestApp;
let client: SignedInMember;
beforeAll(async () => {
  app = await buildTestApp();
  client = await signInAsClient(app, await createOrganization(app));
});
afterAll(() => app.close());

const signIn = (index: number) =>
  app.request({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email: `flood${index}@example.org`, password: 'wrong' },
  });

test('a flood of sign-ins is turned away where its queue ends, and clients see their day meanwhile', async () => {
  let answered = 0;
  const flood = Array.from({ length: 300 }, async (_, index) => {
    const answer = await signIn(index);
    answered++;
    return answer;
  });
  await vi.waitFor(() => expect(answered).toBeGreaterThan(0), { timeout: 30_000, interval: 5 });
  for (let time = 0; time < 5; time++) expect((await client.request('GET', '/me/day')).statusCode).toBe(200);
  // The days came while passwords were still being hashed.
  expect(answered).toBeLessThan(300);

  const answers = await Promise.all(flood);
  const refused = answers.filter(({ statusCode }) => statusCode === 503);
  expect(answers.every(({ statusCode }) => statusCode === 401 || statusCode === 503)).toBe(true);
  expect(refused.length).toBeGreaterThan(100);
  expect(refused[0]?.json()).toMatchObject({ code: 'service_unavailable' });
  expect(refused[0]?.headers['retry-after']).toBe('5');
  expect((await signIn(1_000)).statusCode).toBe(401);
});
