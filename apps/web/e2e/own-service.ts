import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Starts a service of its own, for journeys that need other settings than the one all share. */
export async function startService(
  settings: Record<string, string>,
  dataDir: string,
): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, ['apps/api/src/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      ...{ NODE_ENV: 'development', PORT: '0', DATA_DIR: dataDir, DEMO_DATA: 'false', LOG_LEVEL: 'warn' },
      ...{ DATABASE_URL: '', DATABASE_APP_URL: '', SMTP_URL: '', REDIS_URL: '' },
      // Beside a browser on two cores it may be behind, which is not what these journeys are about.
      MAX_EVENT_LOOP_DELAY_MS: '0',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The service did not start: ${output}`)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const found = /ready at (http:\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    });
  });
  return { child, address };
}
