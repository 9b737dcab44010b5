import { posix } from 'node:path';

/** The part of the repository a file belongs to; import rules are written between parts. */
export type Part =
  | 'contracts'
  | 'domain'
  | 'api root'
  | 'api platform'
  | 'api feature'
  | 'web app'
  | 'web feature'
  | 'web platform'
  | 'web shared'
  | 'test'
  | 'tooling'
  | 'unplaced';

export type Place = { part: Part; workspace: string; feature?: string };

/** Where TypeScript lives. A new folder under one of these is covered without naming it here. */
export const knownRoots = [
  'packages/contracts',
  'packages/domain',
  'apps/api',
  'apps/web',
  'tools',
  'bench',
  'load',
  'deploy',
];

const layout: [RegExp, Part][] = [
  [/^packages\/contracts\/src\//, 'contracts'],
  [/^packages\/domain\/src\//, 'domain'],
  [/^apps\/api\/src\/(cli|demo|library)\//, 'api root'],
  [/^apps\/api\/src\/(config|settings)\.ts$/, 'api platform'],
  // What else stands directly in src composes the rest; nothing else may import it.
  [/^apps\/api\/src\/[^/]+\.ts$/, 'api root'],
  [/^apps\/api\/src\/(plugins|platform)\//, 'api platform'],
  [/^apps\/api\/src\/features\/[^/]+\//, 'api feature'],
  [/^apps\/web\/src\/app\//, 'web app'],
  // The entry, the service worker and ambient declarations stand directly in src.
  [/^apps\/web\/src\/[^/]+$/, 'web app'],
  [/^apps\/web\/src\/features\/[^/]+\//, 'web feature'],
  [/^apps\/web\/src\/platform\//, 'web platform'],
  // Message catalogues are generated data, read by the platform's i18n.
  [/^apps\/web\/src\/(shared|locales|styles)\//, 'web shared'],
  [/^(tools|bench|load|deploy)\//, 'tooling'],
  [/^((packages|apps)\/[^/]+\/)?[^/]+\.ts$/, 'tooling'],
];

const testFile = /(\.(test|spec)\.tsx?$)|(^|\/)(test|e2e)\//;

/** Places a repository-relative path; files outside the layout come back as `unplaced`. */
export function placeOf(path: string): Place {
  const workspace = /^(packages|apps)\/[^/]+/.exec(path)?.[0] ?? '';
  const feature = /^apps\/(?:api|web)\/src\/features\/([^/]+)\//.exec(path)?.[1];
  const part = testFile.test(path) ? 'test' : (layout.find(([at]) => at.test(path))?.[1] ?? 'unplaced');
  return feature ? { part, workspace, feature } : { part, workspace };
}

export type Target =
  | { kind: 'file'; path: string; place: Place }
  | { kind: 'package'; name: string }
  | { kind: 'builtin'; name: string }
  | { kind: 'unknown' };

/** Says what a specifier written in `fromPath` points at, by the repository's own layout. */
export function resolveTarget(fromPath: string, specifier: string): Target {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('.')) {
    const path = posix.normalize(posix.join(posix.dirname(fromPath), bare));
    return { kind: 'file', path, place: placeOf(path) };
  }
  if (bare.startsWith('node:')) return { kind: 'builtin', name: bare };
  const own = /^@healthprotocol\/(contracts|domain|api|web)(?:\/(.+))?$/.exec(bare);
  if (own) {
    const home = own[1] === 'contracts' || own[1] === 'domain' ? 'packages' : 'apps';
    const path = `${home}/${own[1]}/src/${own[2] ?? 'index'}.ts`;
    return { kind: 'file', path, place: placeOf(path) };
  }
  if (/^[#~/]|^@\//.test(bare)) return { kind: 'unknown' };
  const name = bare
    .split('/')
    .slice(0, bare.startsWith('@') ? 2 : 1)
    .join('/');
  return { kind: 'package', name };
}
