import { readdirSync, readFileSync } from 'node:fs';

/** Ticks a second in which Linux counts CPU time (USER_HZ, 100 on every architecture that Node runs on). */
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

/** What Linux knows of a process; undefined once it has ended. */
export type ProcessFacts = { cpuSeconds: number; rssMb: number; parent: number };

/** Reads `/proc/PID/stat`: user and system time of all its threads, and its resident memory. */
export function readProcess(pid: number): ProcessFacts | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces, so fields are counted from its end: the next one is the third, `state`.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const field = (number: number) => Number(fields[number - 3]);
    return {
      cpuSeconds: (field(14) + field(15)) / TICKS_PER_SECOND,
      rssMb: (field(24) * PAGE_BYTES) / 2 ** 20,
      parent: field(4),
    };
  } catch {
    return undefined;
  }
}

/** CPU time of a process and of those it has started and that still run. */
export function cpuOfFamily(pid: number): number {
  let seconds = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const facts = readProcess(Number(name));
    if (facts && (Number(name) === pid || facts.parent === pid)) seconds += facts.cpuSeconds;
  }
  return seconds;
}

const ESTABLISHED = '01';

/**
 * Open files and sockets of a process, without the open connections to the port on which it serves: those are its users', and
 * stay for a while after them. A connection that the other side has closed and the process has not is counted.
 */
export function countHandles(pid: number, port: number): number {
  try {
    const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
    const rows = readFileSync(`/proc/${pid}/net/tcp`, 'utf8').trim().split('\n').slice(1);
    const ofUsers = rows.filter((row) => {
      const [, here, , state] = row.trim().split(/\s+/);
      return here?.endsWith(local) && state === ESTABLISHED;
    });
    return readdirSync(`/proc/${pid}/fd`).length - ofUsers.length;
  } catch {
    return 0;
  }
}
