import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';

const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `close` once, when the process is asked to end or an error escaped, and then ends the process. A second signal
 * ends it at once.
 */
export function closeOnSignals(
  { logger, delayMs, onCrash }: { logger: Logger; delayMs: number; onCrash?: (error: Error) => void },
  close: () => Promise<void>,
): void {
  const grace = closeWithGrace({ delay: delayMs, logger, skip: [...endSignals] }, async ({ err }) => {
    if (err) {
      logger.fatal({ err }, 'an error escaped, closing');
      onCrash?.(err);
    }
    await close();
  });
  // Ctrl-C under npm arrives twice, from the terminal and from npm, so the second one of the same moment is no hurry.
  const echoMs = 1000;
  let firstAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      logger.info(`${signal}: finishing what is in flight, then closing; again to end at once`);
      grace.close();
    } else if (performance.now() - firstAt > echoMs) process.exit(1);
  };
  for (const signal of endSignals) process.on(signal, onSignal);
}
