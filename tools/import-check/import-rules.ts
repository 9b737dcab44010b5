import { isBuiltin } from 'node:module';
import type { Part, Place, Target } from './places.ts';
import { resolveTarget } from './places.ts';
import type { GuardedGlobal, ImportUse } from './read-module.ts';

export type Violation = { file: string; line: number; rule: string; message: string };

/** The table of docs/architecture.md: which part may import which. Own files are always allowed. */
const mayImport: Record<Exclude<Part, 'test' | 'tooling' | 'unplaced'>, Part[]> = {
  contracts: [],
  domain: ['contracts'],
  'api platform': ['contracts'],
  'api feature': ['contracts', 'domain', 'api platform', 'api feature'],
  'api root': ['contracts', 'domain', 'api platform', 'api feature'],
  'web shared': ['contracts'],
  'web platform': ['contracts', 'domain', 'web shared'],
  'web feature': ['contracts', 'domain', 'web shared', 'web platform'],
  'web app': ['contracts', 'domain', 'web shared', 'web platform', 'web feature'],
};

/** Packages and built-in modules a pure part may use; parts not named may use any dependency. */
const pureParts: Partial<Record<Part, string[]>> = {
  contracts: ['zod'],
  // Deep equality: pure, and smaller than writing it well.
  domain: ['dequal'],
};

const queryBuilderHomes = [/\.repository\.ts$/, /^apps\/api\/src\/platform\/db\//];

/** `npm start` is the server's entry with the web build before it, in one process; what measures the service starts parts of it, except the floors. */
const crossesWorkspaces = [/^tools\/start\.ts$/, /^(bench|load|deploy)\/(?!floors\/)/];

const anywhere: Part[] = ['test', 'tooling'];

/** Judges one import; returns the first rule it breaks, or undefined. */
export function judgeImport(file: string, from: Place, use: ImportUse): Violation | undefined {
  const target = resolveTarget(file, use.specifier);
  const broken = ruleBrokenBy(file, from, use, target);
  return broken && { file, line: use.line, rule: broken[0], message: `${broken[1]} ('${use.specifier}')` };
}

function ruleBrokenBy(
  file: string,
  from: Place,
  use: ImportUse,
  target: Target,
): [string, string] | undefined {
  if (target.kind === 'unknown') return ['no-alias', 'only relative paths and package names are used'];
  if (target.kind !== 'file') return externalRuleBrokenBy(file, from, target.name);

  const relative = use.specifier.startsWith('.');
  if (crossesWorkspaces.some((crossing) => crossing.test(file))) return undefined;
  if (relative && target.place.workspace !== from.workspace) {
    return ['workspace-boundary', 'a relative path crosses into another workspace'];
  }
  if (!relative && target.path.startsWith('apps/')) {
    return ['workspace-boundary', 'applications are not imported by name'];
  }
  if (anywhere.includes(from.part)) return undefined;
  if (anywhere.includes(target.place.part)) {
    return ['test-code', 'production code imports tests or tooling'];
  }
  // Data of the own workspace, such as its package.json, belongs to no layer.
  if (target.place.part === 'unplaced' && !/\.[cm]?[jt]sx?$/.test(target.path)) return undefined;
  return tableRuleBrokenBy(from, use, target.path, target.place);
}

function externalRuleBrokenBy(file: string, from: Place, name: string): [string, string] | undefined {
  if (anywhere.includes(from.part)) return undefined;
  const allowed = pureParts[from.part];
  if (allowed && !allowed.includes(name)) {
    const what = isBuiltin(name) ? 'the platform' : 'another package';
    return ['pure-package', `${from.part} depends on ${what}`];
  }
  if (name === 'kysely' && from.part !== 'api root' && !queryBuilderHomes.some((home) => home.test(file))) {
    return ['query-builder', 'only repositories and platform/db use the query builder'];
  }
  return undefined;
}

function tableRuleBrokenBy(
  from: Place,
  use: ImportUse,
  targetPath: string,
  target: Place,
): [string, string] | undefined {
  if (from.part === 'unplaced' || from.part === 'test' || from.part === 'tooling') return undefined;
  if (from.part === target.part) {
    if (from.feature === target.feature) return undefined;
    if (from.part === 'web feature') {
      return ['feature-isolation', 'web features meet in apps/web/src/app, never in each other'];
    }
    return entersByTheDoor(targetPath)
      ? undefined
      : ['feature-door', `feature ${from.feature} may use ${target.feature} only through its index.ts`];
  }
  if (!mayImport[from.part].includes(target.part)) {
    return ['import-table', `${from.part} may not import ${target.part}`];
  }
  if (from.part === 'web shared' && !use.typeOnly) {
    return ['types-only', 'web shared takes only types from contracts; write `import type`'];
  }
  return undefined;
}

function entersByTheDoor(path: string): boolean {
  return /^apps\/api\/src\/features\/[^/]+\/index\.ts$/.test(path);
}

const homes: Record<GuardedGlobal, RegExp[]> = {
  'process.env': [/^apps\/api\/src\/config\.ts$/],
  clock: [/^apps\/api\/src\/platform\/clock\.ts$/, /^apps\/web\/src\/shared\/lib\/clock\.ts$/],
  'Math.random': [/^apps\/api\/src\/platform\/ids\.ts$/],
  console: [/^apps\/api\/src\/cli\//],
};

/** True where a guarded global may be touched: its home, tests and tooling. */
export function isHomeOf(global: GuardedGlobal, file: string, place: Place): boolean {
  return anywhere.includes(place.part) || homes[global].some((home) => home.test(file));
}
