import { join } from 'node:path';

// npm puts Node 24 first in the path; a direct call may come with an older one.
const root = join(import.meta.dirname, '..');
if (Number(process.versions.node.split('.')[0]) < 24) {
  const node = join(root, 'node_modules/node/bin/node');
  process.execve?.(node, [node, ...process.argv.slice(1)]);
}

const { readConfigOrExit } = await import('../apps/api/src/config.ts');
const { buildWebIfChanged } = await import('./web-build.ts');

const config = readConfigOrExit();
const end = (): void => process.exit(130);
process.on('SIGINT', end).on('SIGTERM', end);
try {
  await buildWebIfChanged(root, (line) => void process.stdout.write(`${line}\n`));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
process.off('SIGINT', end).off('SIGTERM', end);
// Imported last: --help and a bad setting are answered without it.
const { main } = await import('../apps/api/src/main.ts');
await main(config);
