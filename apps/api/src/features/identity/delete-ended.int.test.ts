import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createOrganization, signInAs } from '../../../test/factories.ts';
import { newId } from '../../platform/ids.ts';
import { deleteEnded } from './delete-ended.ts';
import { addSecurityEvent } from './security-events.repository.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());

const ended = new Date('2020-01-01');

test('deletes what has ended, however much, and keeps what has not and what happened', async () => {
  const { userId } = await signInAs(app, await createOrganization(app), 'practitioner');
  const sessions = Array.from({ length: 1500 }, () => ({
    id: newId(),
    user_id: userId,
    token: newId(),
    expires_at: ended,
  }));
  await app.owner.insertInto('sessions').values(sessions).execute();
  const verification = { identifier: 'reset', value: 'v' };
  await app.owner
    .insertInto('verifications')
    .values([
      { ...verification, id: newId(), expires_at: ended },
      { ...verification, id: newId(), expires_at: new Date('2199-01-01') },
    ])
    .execute();
  const origin = { actor: null, requestId: 'r', ipAddress: null };
  await addSecurityEvent(app.db, origin, { type: 'session.failed', userId: null, addressHash: 'h' });

  expect(await deleteEnded(app.db)).toEqual({ sessions: 1500, verifications: 1 });
  expect(await app.owner.selectFrom('sessions').selectAll().execute()).toHaveLength(1);
  expect(await app.owner.selectFrom('verifications').selectAll().execute()).toHaveLength(1);
  expect(await app.owner.selectFrom('security_events').selectAll().execute()).toHaveLength(1);
  expect(await deleteEnded(app.db)).toEqual({ sessions: 0, verifications: 0 });
});
