import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

/** Everything a process writes that logs 2,000 lines and then runs `ending` at once. */
async function outputOf(ending: string): Promise<string[]> {
  const script = `
    import { createLogger } from ${JSON.stringify(import.meta.resolve('./logger.ts'))};
    import { closeOnSignals } from ${JSON.stringify(import.meta.resolve('../shutdown.ts'))};
    const logger = createLogger({ LOG_LEVEL: 'info', LOG_FORMAT: 'json' });
    closeOnSignals({ logger, delayMs: 1000 }, async () => logger.info('closed'));
    setInterval(() => {}, 1000);
    for (let line = 0; line < 2000; line++) logger.info({ line, padding: 'x'.repeat(200) }, 'counted');
    ${ending}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = (await text(child.stdout)).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line).msg);
}

test.each([
  ['it is told to end', "process.kill(process.pid, 'SIGTERM');", 'closed'],
  ['an error escapes', "setImmediate(() => { throw new Error('escaped'); });", 'closed'],
  ['it exits at once', 'process.exit(1);', 'counted'],
])('no line is lost when %s', async (_name, ending, last) => {
  const messages = await outputOf(ending);
  expect(messages.filter((message) => message === 'counted')).toHaveLength(2000);
  expect(messages.at(-1)).toBe(last);
});
