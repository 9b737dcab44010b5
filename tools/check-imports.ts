import { resolve } from 'node:path';
import { checkTree } from './import-check/check-tree.ts';

// Usage: node tools/check-imports.ts [repository root]
const root = resolve(process.argv[2] ?? `${import.meta.dirname}/..`);
const { files, imports, violations, refusals } = checkTree(root);

for (const { file, line, rule, message } of violations) console.log(`${file}:${line} ${rule}: ${message}`);
for (const refusal of refusals) console.log(`cannot be trusted: ${refusal}`);
console.log(`Read ${files} files with ${imports} imports: ${violations.length} violations.`);
process.exitCode = violations.length + refusals.length > 0 ? 1 : 0;
