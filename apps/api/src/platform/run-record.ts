import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Run = { pid: number; startedAt: string };

const RUN_FILE = 'run.json';
const REPORT_FILE = 'crash.json';
const LAST_REPORT_FILE = 'last-crash.json';

/**
 * Notes in its data folder that a service runs, and says in one line how the run before ended, if it did not close. No other service
 * may use the folder meanwhile. When the process runs out of memory Node writes a report, unless that would hold settings with their
 * secrets: only the flag keeps them out of it, `process.report.excludeEnv` does not.
 */
export function beginRun(dataDir: string, now: Date): { earlierEnd: string | undefined; end(): void } {
  const file = join(dataDir, RUN_FILE);
  const earlierEnd = describeEnd(dataDir, readJson<Run>(file));
  writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: now.toISOString() } satisfies Run));
  if (process.execArgv.includes('--report-exclude-env'))
    Object.assign(process.report, {
      ...{ directory: dataDir, filename: REPORT_FILE, reportOnFatalError: true, compact: true },
    });
  return { earlierEnd, end: () => rmSync(file, { force: true }) };
}

function describeEnd(dataDir: string, run: Run | undefined): string | undefined {
  if (!run) return undefined;
  const who = `The last run (process ${run.pid}, started ${run.startedAt}) did not close`;
  const report = readJson<{ header: { processId: number; event: string } }>(join(dataDir, REPORT_FILE));
  if (report?.header.processId !== run.pid) return `${who}: it was killed, or the machine went down`;
  const kept = join(dataDir, LAST_REPORT_FILE);
  renameSync(join(dataDir, REPORT_FILE), kept);
  return `${who}: ${report.header.event}. Where it was is in ${kept}`;
}

/** Nothing for a file that is not there, or was cut off when the machine went down. */
function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
