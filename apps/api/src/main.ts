import { buildApp } from './app.ts';
import { type Config, readConfigOrExit } from './config.ts';
import { listJobs } from './jobs.ts';
import { type LoadDemo, serve } from './serve.ts';

// Production starts without it.
const loadDemo: LoadDemo = async (options) => (await import('./demo/load-demo.ts')).loadDemo(options);

/** Runs the service until a signal ends it; a start that fails ends the process with one line that says why. */
export async function main(config: Config): Promise<void> {
  try {
    process.stdout.write(`${await serve(config, { buildApp, loadDemo, listJobs })}\n`);
  } catch (error) {
    process.stderr.write(`The service could not start: ${reason(error, config)}\n`);
    if (config.LOG_LEVEL === 'debug' || config.LOG_LEVEL === 'trace')
      process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  }
}

function reason(error: unknown, { HOST, PORT }: Config): string {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'listen' && code === 'EADDRINUSE')
    return `port ${PORT} is already in use. Stop what uses it, or set PORT to another.`;
  if (syscall === 'listen' && code === 'EACCES')
    return `this user may not listen on port ${PORT}. Set PORT to another.`;
  if (syscall === 'listen' || syscall === 'getaddrinfo') return `cannot listen on HOST ${HOST} (${code}).`;
  return message;
}

if (import.meta.main) await main(readConfigOrExit());
