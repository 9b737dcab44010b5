import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkTree } from './import-check/check-tree.ts';

const cleanTree: Record<string, string> = {
  'packages/contracts/src/index.ts': `import { z } from 'zod'; export const Id = z.uuid();`,
  'packages/domain/src/index.ts': `import type { Id } from '@healthprotocol/contracts'; export * from './slot.ts';`,
  'packages/domain/src/slot.ts': `export const at = (iso: string) => new Date(iso);`,
  'packages/domain/src/slot.test.ts': `import { it } from 'vitest'; import { at } from './slot.ts'; it('reads the clock', () => at(String(Date.now())));`,
  'apps/api/src/main.ts': `import { buildApp } from './app.ts'; import './config.ts'; import about from '../package.json' with { type: 'json' };`,
  'apps/api/src/app.ts': `import { registerClients } from './features/clients/index.ts'; import './plugins/tenant.ts';`,
  'apps/api/src/config.ts': `export const port = process.env['PORT'];`,
  'apps/api/src/cli/db.ts': `import { sql } from 'kysely'; console.log(sql);`,
  'apps/api/src/platform/clock.ts': `export const now = () => new Date(); export const ms = () => Date.now();`,
  'apps/api/src/platform/ids.ts': `export const jitter = () => Math.random();`,
  'apps/api/src/platform/db/pool.ts': `import { Kysely } from 'kysely'; import { Id } from '@healthprotocol/contracts/index';`,
  'apps/api/src/plugins/tenant.ts': `import { now } from '../platform/clock.ts';`,
  'apps/api/src/features/clients/index.ts': `export { listClients } from './list-clients.ts';`,
  'apps/api/src/features/clients/list-clients.ts': `import { at } from '@healthprotocol/domain'; import { now } from '../../platform/clock.ts'; import './clients.repository.ts';`,
  'apps/api/src/features/clients/clients.repository.ts': `import { sql } from 'kysely';`,
  'apps/api/src/features/assignments/index.ts': `import { listClients } from '../clients/index.ts';`,
  'apps/api/src/features/assignments/assignments.routes.int.test.ts': `import { buildApp } from '../../app.ts'; import { Kysely } from 'kysely'; import '../../../test/harness.ts'; import '../clients/list-clients.ts';`,
  'apps/api/test/harness.ts': `import { buildApp } from '../src/app.ts'; console.log(process.env.CI);`,
  'apps/web/src/main.tsx': `import { Router } from './app/router.tsx'; export const main = <Router />;`,
  'apps/web/src/app/router.tsx': `import '../features/clients/components/client-list.tsx'; const later = () => import('../features/today/today.tsx');`,
  'apps/web/src/features/clients/components/client-list.tsx': `import { at } from '@healthprotocol/domain'; import { Id } from '@healthprotocol/contracts'; import '../../../shared/ui/button.tsx'; import '../../../platform/api.ts';`,
  'apps/web/src/features/today/today.tsx': `import './today.css';`,
  'apps/web/src/platform/api.ts': `import { now } from '../shared/lib/clock.ts';`,
  'apps/web/src/shared/lib/clock.ts': `export const now = () => Date.now();`,
  'apps/web/src/shared/ui/button.tsx': `import type { Id } from '@healthprotocol/contracts';`,
  'apps/web/e2e/journey.spec.ts': `import { test } from '@playwright/test';`,
  'tools/start.ts': `import { main } from '../apps/api/src/main.ts'; console.log(process.env.PORT, Date.now());`,
};

type Case = { rule: string; file: string; code: string; name: string };

const cases: Case[] = [
  {
    name: 'contracts using another package',
    rule: 'pure-package',
    file: 'packages/contracts/src/bad.ts',
    code: `import { uuidv7 } from 'uuidv7';`,
  },
  {
    name: 'contracts using domain',
    rule: 'import-table',
    file: 'packages/contracts/src/bad.ts',
    code: `import { at } from '@healthprotocol/domain';`,
  },
  {
    name: 'domain using a package',
    rule: 'pure-package',
    file: 'packages/domain/src/bad.ts',
    code: `import { z } from 'zod';`,
  },
  {
    name: 'domain using the platform',
    rule: 'pure-package',
    file: 'packages/domain/src/bad.ts',
    code: `import { readFileSync } from 'node:fs';`,
  },
  {
    name: 'domain using an unprefixed built-in',
    rule: 'pure-package',
    file: 'packages/domain/src/bad.ts',
    code: `import { readFileSync } from 'fs';`,
  },
  {
    name: 'a plugin using domain',
    rule: 'import-table',
    file: 'apps/api/src/plugins/bad.ts',
    code: `import { at } from '@healthprotocol/domain';`,
  },
  {
    name: 'the platform using a feature',
    rule: 'import-table',
    file: 'apps/api/src/platform/bad.ts',
    code: `import type { x } from '../features/clients/index.ts';`,
  },
  {
    name: 'the platform using the composition root',
    rule: 'import-table',
    file: 'apps/api/src/platform/bad.ts',
    code: `import { buildApp } from '../app.ts';`,
  },
  {
    name: 'a feature entering another by the window',
    rule: 'feature-door',
    file: 'apps/api/src/features/assignments/bad.ts',
    code: `import { listClients } from '../clients/list-clients.ts';`,
  },
  {
    name: 'a re-export by the window',
    rule: 'feature-door',
    file: 'apps/api/src/features/assignments/bad.ts',
    code: `export * from '../clients/list-clients.ts';`,
  },
  {
    name: 'a dynamic import by the window',
    rule: 'feature-door',
    file: 'apps/api/src/features/assignments/bad.ts',
    code: 'const x = await import(`../clients/list-clients.ts`);',
  },
  {
    name: 'a type import by the window',
    rule: 'feature-door',
    file: 'apps/api/src/features/assignments/bad.ts',
    code: `export type X = import('../clients/list-clients.ts').X;`,
  },
  {
    name: 'a circle of features',
    rule: 'feature-cycle',
    file: 'apps/api/src/features/clients/bad.ts',
    code: `import '../assignments/index.ts';`,
  },
  {
    name: 'a folder nobody listed',
    rule: 'unplaced',
    file: 'apps/api/src/misc/bad.ts',
    code: `export const x = 1;`,
  },
  {
    name: 'web shared using a value of contracts',
    rule: 'types-only',
    file: 'apps/web/src/shared/lib/bad.ts',
    code: `import { Id } from '@healthprotocol/contracts';`,
  },
  {
    name: 'web shared using domain',
    rule: 'import-table',
    file: 'apps/web/src/shared/lib/bad.ts',
    code: `import type { at } from '@healthprotocol/domain';`,
  },
  {
    name: 'web shared using the web platform',
    rule: 'import-table',
    file: 'apps/web/src/shared/ui/bad.tsx',
    code: `import '../../platform/api.ts';`,
  },
  {
    name: 'web platform using a feature',
    rule: 'import-table',
    file: 'apps/web/src/platform/bad.ts',
    code: `import '../features/today/today.tsx';`,
  },
  {
    name: 'a web feature using another',
    rule: 'feature-isolation',
    file: 'apps/web/src/features/today/bad.tsx',
    code: `import type { X } from '../clients/components/client-list.tsx';`,
  },
  {
    name: 'a web feature using the router',
    rule: 'import-table',
    file: 'apps/web/src/features/today/bad.tsx',
    code: `import { Router } from '../../app/router.tsx';`,
  },
  {
    name: 'a new web feature using another',
    rule: 'feature-isolation',
    file: 'apps/web/src/features/brand-new/bad.tsx',
    code: `import '../today/today.tsx';`,
  },
  {
    name: 'web reaching into the server',
    rule: 'workspace-boundary',
    file: 'apps/web/src/features/today/bad.ts',
    code: `import { port } from '../../../../api/src/config.ts';`,
  },
  {
    name: 'an application imported by name',
    rule: 'workspace-boundary',
    file: 'apps/web/src/features/today/bad.ts',
    code: `import { port } from '@healthprotocol/api/config';`,
  },
  {
    name: 'a test crossing workspaces',
    rule: 'workspace-boundary',
    file: 'packages/domain/src/bad.test.ts',
    code: `import { Id } from '../../contracts/src/index.ts';`,
  },
  {
    name: 'tooling crossing workspaces',
    rule: 'workspace-boundary',
    file: 'tools/bad.ts',
    code: `import { port } from '../apps/api/src/config.ts';`,
  },
  {
    name: 'a floor of the benchmark using the product',
    rule: 'workspace-boundary',
    file: 'bench/floors/bad.ts',
    code: `import { port } from '../../apps/api/src/config.ts';`,
  },
  {
    name: 'production code importing tests',
    rule: 'test-code',
    file: 'apps/api/src/plugins/bad.ts',
    code: `import '../../test/harness.ts';`,
  },
  {
    name: 'a path alias',
    rule: 'no-alias',
    file: 'apps/web/src/app/bad.ts',
    code: `import '@/shared/ui/button.tsx';`,
  },
  {
    name: 'a computed import',
    rule: 'computed-import',
    file: 'apps/api/src/plugins/bad.ts',
    code: `export const load = (name: string) => import(name);`,
  },
  {
    name: 'the query builder in a command',
    rule: 'query-builder',
    file: 'apps/api/src/features/clients/bad.ts',
    code: `import type { Selectable } from 'kysely';`,
  },
  {
    name: 'process.env',
    rule: 'one-home',
    file: 'apps/api/src/plugins/bad.ts',
    code: `export const ci = process.env.CI;`,
  },
  {
    name: 'process.env by another spelling',
    rule: 'one-home',
    file: 'apps/api/src/plugins/bad.ts',
    code: `const { env } = globalThis.process;`,
  },
  {
    name: 'process.env by import',
    rule: 'one-home',
    file: 'apps/api/src/plugins/bad.ts',
    code: `import { env } from 'node:process';`,
  },
  {
    name: 'Date.now',
    rule: 'one-home',
    file: 'packages/domain/src/bad.ts',
    code: `export const now = Date.now;`,
  },
  {
    name: 'new Date without argument',
    rule: 'one-home',
    file: 'apps/web/src/app/bad.ts',
    code: `export const now = new Date();`,
  },
  {
    name: 'Math.random',
    rule: 'one-home',
    file: 'apps/web/src/app/bad.ts',
    code: `export const x = Math['random']();`,
  },
  { name: 'console', rule: 'one-home', file: 'apps/api/src/main.ts', code: `console.error('x');` },
  { name: 'console passed on', rule: 'one-home', file: 'apps/api/src/main.ts', code: `start(console);` },
  { name: 'a file that does not parse', rule: 'syntax', file: 'tools/bad.ts', code: `const = ;` },
];

describe('check-imports', () => {
  let root: string;
  const write = (file: string, code: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), code);
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'check-imports-'));
    for (const [file, code] of Object.entries(cleanTree)) write(file, code);
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('finds nothing in a clean tree, and says how much it read', () => {
    const report = checkTree(root);
    expect(report.violations).toEqual([]);
    expect(report.refusals).toEqual([]);
    expect(report.files).toBe(Object.keys(cleanTree).length);
    expect(report.imports).toBeGreaterThan(25);
  });

  it.each(cases)('catches $name', ({ rule, file, code }) => {
    write(file, `// first line\n${code}\n`);
    const { violations } = checkTree(root);
    expect(violations.map((violation) => violation.rule)).toEqual([rule]);
    if (rule === 'feature-cycle') return; // Reported at either side of the circle.
    expect(violations[0]).toMatchObject({ file, line: rule === 'unplaced' ? 1 : 2 });
  });

  it('leaves comments, strings and property names alone', () => {
    write(
      'packages/domain/src/words.ts',
      `// new Date() and process.env are named here only\nexport const text = "Date.now() import x from 'kysely'";\nexport const o = { console: 1, env: 2 };\nexport const x = o.console + o.env;\n`,
    );
    expect(checkTree(root).violations).toEqual([]);
  });

  it('distrusts itself when a root with code was not read', () => {
    rmSync(join(root, 'packages/domain/src'), { recursive: true });
    expect(checkTree(root).refusals).toEqual(['packages/domain exists, but no file was read in it']);
  });

  it('exits with 1 and prints file, line, rule and message when a rule is broken', () => {
    write('packages/domain/src/bad.ts', `\nimport { z } from 'zod';`);
    const run = () =>
      spawnSync(process.execPath, [join(import.meta.dirname, 'check-imports.ts'), root], {
        encoding: 'utf8',
      });
    const failed = run();
    expect(failed.stdout).toContain(
      "packages/domain/src/bad.ts:2 pure-package: domain depends on another package ('zod')",
    );
    expect(failed.status).toBe(1);
    rmSync(join(root, 'packages/domain/src/bad.ts'));
    expect(run().status).toBe(0);
  });
});
