import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../test/build-test-app.ts';
import { createOrganization, type SignedInMember, signInAs } from '../../test/factories.ts';
import { LIBRARY_DIRECTORY } from '../library/library.ts';
import { newId } from '../platform/ids.ts';

let test: TestApp;
let owner: SignedInMember;
let folder: string;

beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  owner = await signInAs(test, await createOrganization(test), 'owner');
  folder = await mkdtemp(join(tmpdir(), 'healthprotocol-protocols-'));
  return () => rm(folder, { recursive: true });
});

async function protocols(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'protocols.ts'), ...args], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: test.ownerUrl,
      DATABASE_APP_URL: test.appUrl,
      SECRET: 's'.repeat(32),
    },
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (chunk) => {
      output[stream] += chunk;
    });
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, ...output };
}
const inOwn = (...args: string[]) => protocols(...args, '--organization', owner.organizationId);
const numberOfProtocols = async () =>
  (await owner.request('GET', '/protocols?limit=100')).json<{ items: unknown[] }>().items.length;

const walk = (title: string) =>
  `title: ${title}\ndurationDays: 7\nactivities:\n  - {id: walk, kind: habit, title: Walk, schedule: {recurrence: {type: daily}, slots: [noon]}}\n`;

describe('npm run protocols', () => {
  it('imports the whole library, skips it the second time, and exports the same bytes', async () => {
    const files = (await readdir(LIBRARY_DIRECTORY)).toSorted();
    const first = await inOwn('import', LIBRARY_DIRECTORY, '--publish');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain(`${files.length} imported into`);
    expect(await numberOfProtocols()).toBe(files.length);

    const second = await inOwn('import', LIBRARY_DIRECTORY, '--publish');
    expect(second.stdout).toContain(`0 imported into`);

    expect(await inOwn('export', folder)).toMatchObject({ code: 0 });
    expect((await readdir(folder)).toSorted()).toEqual(files);
    for (const file of files) {
      const [before, after] = await Promise.all([
        readFile(join(LIBRARY_DIRECTORY, file), 'utf8'),
        readFile(join(folder, file), 'utf8'),
      ]);
      expect(after, file).toBe(before);
    }
  });

  it('makes a changed file the draft of the next version', async () => {
    const file = join(folder, 'dash-eating-plan.yaml');
    await cp(join(LIBRARY_DIRECTORY, 'dash-eating-plan.yaml'), file);
    await inOwn('import', file, '--publish');
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^title: .*$/m, 'title: DASH, changed'));
    const { stdout, code } = await inOwn('import', file);
    expect(code).toBe(0);
    expect(stdout).toContain('draft of the next version');
    const list = await owner.request('GET', '/protocols');
    expect(list.json()).toMatchObject({ items: [{ status: 'published', latestVersion: 1, hasDraft: true }] });
  });

  it('imports none when one is wrong, and names every problem by file, line and field', async () => {
    await writeFile(join(folder, 'a.yaml'), walk('A good one'));
    await writeFile(join(folder, 'b.yaml'), 'title: Hi\ndurationDays: 366\nauthor: me\n');
    await writeFile(join(folder, 'c.yml'), 'title: [\n');
    const { stdout, stderr, code } = await inOwn('import', folder);
    expect({ stdout, code }).toEqual({ stdout: '', code: 1 });
    for (const start of ['b.yaml:1: title: ', 'b.yaml:2: durationDays: ', 'c.yml:', 'Nothing was imported.'])
      expect(stderr).toContain(start);
    expect(await numberOfProtocols()).toBe(0);
    expect((await protocols('check', folder)).code).toBe(1);
  });

  it('imports none when one would replace what somebody edited', async () => {
    const library = 'library: {key: walk, checkedOn: "2026-11-01"}\n';
    await writeFile(join(folder, 'walk.yaml'), walk('Walk') + library);
    await inOwn('import', folder);
    const [{ id }] = (await owner.request('GET', '/protocols')).json().items;
    const { draft } = (await owner.request('GET', `/protocols/${id}`)).json();
    const content = { ...draft.content, title: 'Edited' };
    await owner.request('PUT', `/protocols/${id}/draft`, { revision: 1, content });

    await writeFile(join(folder, 'walk.yaml'), walk('Walk more') + library);
    await writeFile(join(folder, 'another.yaml'), walk('Another'));
    const { code, stderr } = await inOwn('import', folder);
    expect(code).toBe(1);
    expect(stderr).toContain('walk.yaml: somebody has edited the draft');
    expect(await numberOfProtocols()).toBe(1);
  });

  it('refuses two files with one key, and a folder without files', async () => {
    const library = 'library: {key: walk, checkedOn: "2026-11-01"}\n';
    expect((await protocols('check', folder)).stderr).toContain('there is no .yaml file here');
    await writeFile(join(folder, 'a.yaml'), walk('One') + library);
    await writeFile(join(folder, 'b.yaml'), walk('Two') + library);
    expect((await protocols('check', folder)).stderr).toContain('b.yaml: library.key: ');
  });

  it('says what an import would take out of rich text, without calling the file wrong', async () => {
    await writeFile(join(folder, 'a.yaml'), `${walk('One')}content: <p onclick="x">a</p>\n`);
    const { code, stdout } = await protocols('check', folder);
    expect(code).toBe(0);
    expect(stdout).toContain('holds markup that is not kept');
    expect(stdout).toContain('1 file is valid');
  });

  it('exports protocols of one title to files of their own, one protocol alone, and drafts', async () => {
    for (const title of ['Größe & Gewicht', 'Größe & Gewicht', '你好 世界']) {
      const content = { title, durationDays: 7 };
      await owner.request('POST', '/protocols', { id: newId(), content });
    }
    const [, same, chinese] = (await owner.request('GET', '/protocols')).json().items;
    await inOwn('export', folder);
    const names = ['gro-e-gewicht.yaml', `gro-e-gewicht-${same.id}.yaml`, `${chinese.id}.yaml`];
    expect((await readdir(folder)).toSorted()).toEqual(names.toSorted());
    const one = join(folder, 'one');
    await inOwn('export', one, `--protocol=${chinese.id}`);
    expect(await readdir(one)).toEqual([`${chinese.id}.yaml`]);
    expect((await inOwn('export', one, '--protocol', newId())).code).toBe(1);
  });

  it('finds the organization by name, and asks for it where there are several', async () => {
    const name = `Bay Clinic ${newId()}`;
    const clinic = await signInAs(test, await createOrganization(test, name), 'owner');
    await writeFile(join(folder, 'a.yaml'), walk('One'));
    const several = await protocols('import', folder);
    expect(several.code).toBe(1);
    expect(several.stderr).toContain(`${clinic.organizationId}  ${name}`);
    expect((await protocols('import', folder, '--organization', name.toUpperCase())).code).toBe(0);
    expect((await clinic.request('GET', '/protocols')).json()).toMatchObject({ items: [{ title: 'One' }] });
    expect((await protocols('import', folder, '--organization', 'Nowhere')).code).toBe(1);
  });

  it.each([[[]], [['import']], [['eat', 'x']], [['import', 'a', 'b']], [['check', 'x', '--organization']]])(
    'explains itself when the command is wrong: %j',
    async (args) => {
      const { code, stderr } = await protocols(...args);
      expect(code).toBe(2);
      expect(stderr).toContain('Usage: npm run protocols');
    },
  );
});
