import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queryRows } from '../../test/cluster.ts';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function organizations(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'organizations.ts'), ...args], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: database.ownerUrl,
      DATABASE_APP_URL: database.appUrl,
      SECRET: 's'.repeat(32),
      SMTP_URL: 'smtp://127.0.0.1:9',
      PUBLIC_URL: 'https://health.example.org',
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

test('creates an organization with an invitation for its owner, also when the mail cannot be sent', async () => {
  const { code, stdout, stderr } = await organizations(
    'create',
    '--name',
    'Harbour Clinic',
    '--owner-email=Olga@Example.org',
  );
  expect(stdout).toMatch(/https:\/\/health\.example\.org\/accept-invitation#token=[\w-]{43}/);
  expect(stderr).toContain('The mail could not be sent');
  expect(code).toBe(0);
  expect(await queryRows(database.ownerUrl, 'select name from organizations')).toEqual([
    { name: 'Harbour Clinic' },
  ]);
  expect(await queryRows(database.ownerUrl, 'select email, role from invitations')).toEqual([
    { email: 'olga@example.org', role: 'owner' },
  ]);
  expect(
    await queryRows(database.ownerUrl, 'select type, actor_user_id from audit_events order by type'),
  ).toEqual([
    { type: 'member.invited', actor_user_id: null },
    { type: 'organization.created', actor_user_id: null },
  ]);
});

test('names everything that is wrong with what it was given', async () => {
  const { code, stderr } = await organizations('create', '--owner-email', 'nobody', '--port', 'x');
  expect(code).toBe(2);
  for (const problem of ['--name', '--owner-email', 'PORT']) expect(stderr).toContain(problem);
  expect((await organizations('destroy', '--name', 'Harbour', '--owner-email', 'a@example.org')).code).toBe(
    2,
  );
  expect((await organizations('--help')).stdout).toContain('npm run organizations -- create');
});
