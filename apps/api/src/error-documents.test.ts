import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS } from '@healthprotocol/contracts';
import { parseSync, Visitor } from 'oxc-parser';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const codes = Object.keys(ERRORS);

test('docs/errors.md explains every error of the registry, with its status, and no other', () => {
  const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\d+) \| (again)? ?\| (.+?) \| (.+?) \|$/gm)];
  const documented = rows.map(([, code, status, again]) => ({
    code,
    status: Number(status),
    retryable: again !== undefined,
  }));
  const registered = Object.entries(ERRORS).map(([code, { status, retryable }]) => ({
    code,
    status,
    retryable,
  }));
  expect(documented).toEqual(registered);
  expect(
    rows.filter(([, , , , meaning = '', remedy = '']) => meaning.length < 20 || remedy.length < 8),
  ).toEqual([]);
});

test('the web app has a message for every error of the registry, and for no other', () => {
  const path = join(root, 'apps/web/src/platform/error-messages.ts');
  const { program, errors } = parseSync(path, readFileSync(path, 'utf8'));
  expect(errors).toEqual([]);
  let keys: string[] | undefined;
  new Visitor({
    VariableDeclarator({ id, init }) {
      if (id.type !== 'Identifier' || id.name !== 'errorMessages') return;
      if (init?.type !== 'ObjectExpression') return;
      keys = init.properties.map((property) =>
        property.type === 'Property' && property.key.type === 'Identifier' ? property.key.name : '?',
      );
    },
  }).visit(program);
  expect(keys?.toSorted()).toEqual(codes.toSorted());
});

test('every error of the registry is raised somewhere', () => {
  const files = globSync(['apps/api/src/**/*.ts', 'packages/domain/src/**/*.ts'], { cwd: root });
  const sources = files.filter((file) => !file.endsWith('.test.ts'));
  expect(sources.length).toBeGreaterThan(100);
  const text = sources.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  expect(codes.filter((code) => !text.includes(`'${code}'`))).toEqual([]);
});
