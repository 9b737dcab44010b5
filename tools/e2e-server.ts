import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { repositoryRoot } from './test-run/run-command.ts';

// Usage: node tools/e2e-server.ts PORT DATA_DIR
// The product as a stranger's first start would have it, in a folder that is empty before and gone afterwards.
const [port, dataDir] = process.argv.slice(2);
if (!port || !dataDir) throw new Error('Usage: node tools/e2e-server.ts PORT DATA_DIR');

// PostgreSQL may still be removing files of its own after a start that failed.
const clearData = () => rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
await clearData();

const server = spawn(process.execPath, ['apps/api/src/main.ts'], {
  cwd: repositoryRoot,
  env: {
    ...process.env,
    NODE_ENV: 'development',
    PORT: port,
    DATA_DIR: dataDir,
    DEMO_DATA: 'true',
    LOG_LEVEL: 'warn',
    // One address plays everybody, and shares two cores with its browser.
    RATE_LIMIT_FACTOR: '100',
    MAX_EVENT_LOOP_DELAY_MS: '0',
    // A developer's own database and mail server stay out of this. Empty means not set.
    DATABASE_URL: '',
    DATABASE_APP_URL: '',
    SMTP_URL: '',
  },
  stdio: ['ignore', 'inherit', 'inherit'],
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', async (code, signal) => {
  await clearData();
  process.exitCode = code ?? (signal ? 1 : 0);
});
