import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAs } from '../../../test/factories.ts';

let app: TestApp;
let organizationId: string;
let owner: SignedInMember;
let admin: SignedInMember;
let practitioner: SignedInMember;
beforeAll(async () => {
  app = await buildTestApp();
  organizationId = await createOrganization(app, 'Harbour Clinic');
  owner = await signInAs(app, organizationId, 'owner', 'Olga Owner');
  admin = await signInAs(app, organizationId, 'admin', 'Ada Admin');
  practitioner = await signInAs(app, organizationId, 'practitioner', 'Pavel Practitioner');
});
afterAll(() => app.close());

const auditOf = (type: string) =>
  app.owner
    .selectFrom('audit_events')
    .select(['type', 'actor_member_id', 'subject_id', 'detail', 'request_id'])
    .where('organization_id', '=', organizationId)
    .where('type', '=', type)
    .orderBy('at')
    .execute();

async function lastMail(): Promise<string> {
  const folder = join(app.dataDir, 'mail');
  const files = await expect
    .poll(() => readdirSync(folder).sort(), { timeout: 5000 })
    .not.toHaveLength(0)
    .then(() => readdirSync(folder).sort());
  return readFileSync(join(folder, files.at(-1) ?? ''), 'utf8');
}

test('everyone reads the organization; owners and admins change it, and the second of two editors is told', async () => {
  const organization = (await practitioner.request('GET', '/organization')).json();
  expect(organization).toEqual({
    id: organizationId,
    name: 'Harbour Clinic',
    timeZone: 'UTC',
    entryWindowDays: 7,
    silentDays: 4,
    revision: 1,
  });
  const change = { revision: 1, name: 'Harbour Practice', timeZone: 'Europe/Madrid', silentDays: 6 };
  expect((await practitioner.request('PATCH', '/organization', change)).statusCode).toBe(403);
  expect((await admin.request('PATCH', '/organization', change)).json()).toEqual({
    ...organization,
    name: 'Harbour Practice',
    timeZone: 'Europe/Madrid',
    silentDays: 6,
    revision: 2,
  });
  const late = await owner.request('PATCH', '/organization', { revision: 1, entryWindowDays: 3 });
  expect(late.json()).toMatchObject({ code: 'record_changed', status: 409 });
  expect(await auditOf('organization.changed')).toMatchObject([
    { actor_member_id: admin.memberId, detail: { fields: ['name', 'timeZone', 'silentDays'] } },
  ]);
});

test.each([
  [{ revision: 1, name: 'x' }, 'name'],
  [{ revision: 1, timeZone: 'Mars/Olympus' }, 'timeZone'],
  [{ revision: 1, entryWindowDays: 31 }, 'entryWindowDays'],
  [{ revision: 1, silentDays: 0 }, 'silentDays'],
  [{ name: 'Harbour' }, 'revision'],
])('%j is refused for the field %s–%s', async (change, path) => {
  const answer = await owner.request('PATCH', '/organization', change);
  expect(answer.json()).toMatchObject({ code: 'validation_failed', issues: [{ path }] });
});
