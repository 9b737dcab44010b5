import type { Violation } from './import-rules.ts';

/** One feature importing another, with the place that does it. */
export type FeatureEdge = { from: string; to: string; file: string; line: number };

/** Reports each circle of server features once, at one of the imports that close it. */
export function findFeatureCycles(edges: FeatureEdge[]): Violation[] {
  const violations = new Map<string, Violation>();
  for (const edge of edges) {
    const wayBack = shortestPath(edges, edge.to, edge.from);
    if (!wayBack) continue;
    const key = wayBack.toSorted().join();
    if (violations.has(key)) continue;
    const message = `features import each other in a circle: ${[edge.from, ...wayBack].join(' → ')}`;
    violations.set(key, { file: edge.file, line: edge.line, rule: 'feature-cycle', message });
  }
  return [...violations.values()];
}

function shortestPath(edges: FeatureEdge[], from: string, to: string): string[] | undefined {
  const queue: string[][] = [[from]];
  const seen = new Set([from]);
  for (const path of queue) {
    const last = path.at(-1);
    if (last === to) return path;
    for (const edge of edges) {
      if (edge.from !== last || seen.has(edge.to)) continue;
      seen.add(edge.to);
      queue.push([...path, edge.to]);
    }
  }
  return undefined;
}
