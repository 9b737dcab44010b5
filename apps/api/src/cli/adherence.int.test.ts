import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../test/build-test-app.ts';
import { entry, send } from '../../test/check-in-factories.ts';
import { createOrganization, signInAs, signInAsClient } from '../../test/factories.ts';
import { assign, publishProtocol } from '../../test/protocol-factories.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());

async function adherence(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'adherence.ts'), ...args], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: app.ownerUrl,
      DATABASE_APP_URL: app.appUrl,
      SECRET: 's'.repeat(32),
    },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

test('what differs is named in every organization, written anew, and then equal', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 2; index++) {
    const organizationId = await createOrganization(app);
    const practitioner = await signInAs(app, organizationId, 'practitioner');
    const client = await signInAsClient(app, organizationId, { careTeam: [practitioner] });
    const protocolId = await publishProtocol(app, practitioner);
    const assignmentId = await assign(practitioner, client.clientId, protocolId, '2026-11-20');
    await send(client, [entry({ assignmentId, localDate: '2026-11-22' })]);
    ids.push(assignmentId);
  }
  expect(await adherence('verify')).toEqual({
    code: 0,
    stdout: '2 assignments checked, 0 differed\n',
    stderr: '',
  });
  await app.owner
    .updateTable('adherence_days')
    .set({ due: 9 })
    .where('assignment_id', '=', ids[1]!)
    .execute();

  const found = await adherence('verify');
  expect(found).toMatchObject({ code: 1, stdout: expect.stringContaining(`assignment ${ids[1]} differs`) });
  expect(found.stdout).not.toContain(ids[0]);
  expect(await adherence('rebuild')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('2 assignments checked, 1 differed and were written anew'),
  });
  expect((await adherence('verify')).code).toBe(0);
});

test.each([[[]], [['verify', 'rebuild']], [['repair']]])(
  'the command says how it is used when given %j',
  async (args) => {
    expect(await adherence(...args)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Usage: npm run adherence'),
    });
  },
);
