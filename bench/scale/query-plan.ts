/** A node of EXPLAIN (FORMAT JSON), as far as it is read here. */
export type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: PlanNode[];
};

/** Every node of a plan, the outermost first. */
export function* nodesOf(plan: PlanNode): Generator<PlanNode> {
  yield plan;
  for (const child of plan.Plans ?? []) yield* nodesOf(child);
}

/** Tables that a plan reads from one end to the other. */
export const scannedTables = (plan: PlanNode): string[] =>
  [...nodesOf(plan)].flatMap((node) =>
    node['Node Type'].endsWith('Seq Scan') && node['Relation Name'] ? [node['Relation Name']] : [],
  );

/** A plan in a few words, one node a line, for people. */
export function outline(plan: PlanNode, depth = 0): string {
  const where = plan['Index Name'] ?? plan['Relation Name'] ?? '';
  const rows = `${plan['Actual Rows'] ?? 0} rows × ${plan['Actual Loops'] ?? 1}`;
  const removed = plan['Rows Removed by Filter'] ? `, ${plan['Rows Removed by Filter']} removed` : '';
  const own = `${'  '.repeat(depth)}${plan['Node Type']} ${where} (${rows}${removed})`;
  return [own, ...(plan.Plans ?? []).map((child) => outline(child, depth + 1))].join('\n');
}
