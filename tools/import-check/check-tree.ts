import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { FeatureEdge } from './feature-cycles.ts';
import { findFeatureCycles } from './feature-cycles.ts';
import type { Violation } from './import-rules.ts';
import { isHomeOf, judgeImport } from './import-rules.ts';
import type { Place } from './places.ts';
import { knownRoots, placeOf, resolveTarget } from './places.ts';
import type { ImportUse } from './read-module.ts';
import { readModule } from './read-module.ts';

export type TreeReport = {
  files: number;
  imports: number;
  violations: Violation[];
  /** Reasons to distrust the result: a checker that reads nothing finds nothing. */
  refusals: string[];
};

const sourceGlobs = [
  '*.ts',
  ...['packages', 'apps', 'tools', 'bench', 'load', 'deploy'].map((dir) => `${dir}/**/*.{ts,tsx}`),
];
const notSource = /(^|\/)(node_modules|dist|coverage|test-results)(\/|$)/;

/** Reads every TypeScript file of the repository at `root` and judges its imports and guarded globals. */
export function checkTree(root: string): TreeReport {
  const report: TreeReport = { files: 0, imports: 0, violations: [], refusals: [] };
  const edges: FeatureEdge[] = [];
  const filesOfRoot = new Map(knownRoots.map((known) => [known, 0]));

  for (const file of listSources(root)) {
    const text = readFileSync(join(root, file), 'utf8');
    const place = placeOf(file);
    const facts = readModule(file, text);
    report.files += 1;
    report.imports += facts.imports.length;
    const known = knownRoots.find((start) => file.startsWith(`${start}/`));
    if (known) filesOfRoot.set(known, (filesOfRoot.get(known) ?? 0) + 1);
    if (facts.imports.length === 0 && /^import\s[^(]*['"];?$/m.test(text)) {
      report.refusals.push(`${file} contains imports, but the parser reported none`);
    }

    const add = (line: number, rule: string, message: string) =>
      report.violations.push({ file, line, rule, message });
    if (place.part === 'unplaced') add(1, 'unplaced', 'this folder is not part of the layout');
    for (const problem of facts.problems) add(problem.line, 'syntax', problem.message);
    for (const use of facts.globals) {
      if (!isHomeOf(use.global, file, place)) {
        add(use.line, 'one-home', `${use.global} is touched outside its home`);
      }
    }
    if (place.part !== 'test' && place.part !== 'tooling') {
      for (const line of facts.computedImports)
        add(line, 'computed-import', 'the imported path is not a constant');
    }
    for (const use of facts.imports) {
      const violation = judgeImport(file, place, use);
      if (violation) report.violations.push(violation);
      const edge = featureEdge(file, place, use);
      if (edge) edges.push(edge);
    }
  }

  for (const [known, files] of filesOfRoot) {
    if (files === 0 && existsSync(join(root, known)))
      report.refusals.push(`${known} exists, but no file was read in it`);
  }
  if (report.files > 0 && report.imports === 0) report.refusals.push('not one import was read');
  if (report.files === 0) report.refusals.push('not one file was read');
  report.violations.push(...findFeatureCycles(edges));
  report.violations.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  return report;
}

function listSources(root: string): string[] {
  return globSync(sourceGlobs, { cwd: root, exclude: (path) => notSource.test(path) })
    .map((path) => path.split(sep).join('/'))
    .sort();
}

function featureEdge(file: string, from: Place, use: ImportUse): FeatureEdge | undefined {
  if (from.part !== 'api feature' || !from.feature) return undefined;
  const target = resolveTarget(file, use.specifier);
  if (target.kind !== 'file' || target.place.part !== 'api feature') return undefined;
  const to = target.place.feature;
  return to && to !== from.feature ? { from: from.feature, to, file, line: use.line } : undefined;
}
