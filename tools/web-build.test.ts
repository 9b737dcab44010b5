import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildWebIfChanged } from './web-build.ts';

let root: string;
let builds: number;

const write = (path: string, text = ''): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const run = () =>
  buildWebIfChanged(
    root,
    () => {},
    async (folder) => {
      mkdirSync(join(folder, 'dist'), { recursive: true });
      builds++;
    },
  );

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'web-build-'));
  builds = 0;
  for (const path of ['package-lock.json', 'tsconfig.base.json', 'apps/web/src/main.tsx']) write(path, path);
  for (const name of ['contracts', 'domain']) write(`packages/${name}/src/index.ts`, name);
});
afterEach(() => rmSync(root, { recursive: true }));

test('builds once for the same sources', async () => {
  await run();
  await run();
  expect(builds).toBe(1);
});

test.each([
  'apps/web/src/main.tsx',
  'packages/domain/src/index.ts',
  'package-lock.json',
  'apps/web/src/new.tsx',
])('builds again when %s changed', async (path) => {
  await run();
  write(path, 'changed');
  await run();
  expect(builds).toBe(2);
});

test.each(['apps/web/src/main.test.tsx', 'apps/web/node_modules/x.js', 'apps/web/e2e/journey.spec.ts'])(
  'does not mind a change of %s',
  async (path) => {
    await run();
    write(path, 'changed');
    await run();
    expect(builds).toBe(1);
  },
);

test('tries again after a build that failed', async () => {
  const broken = buildWebIfChanged(
    root,
    () => {},
    () => Promise.reject(new Error('no')),
  );
  await expect(broken).rejects.toThrow('no');
  await run();
  expect(builds).toBe(1);
});
