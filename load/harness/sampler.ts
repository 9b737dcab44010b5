import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { queryRows } from '../../apps/api/test/cluster.ts';
import { countHandles, cpuOfFamily, readProcess } from './processes.ts';
import type { Backends, Service } from './service.ts';

/** What was seen in one second. CPU is in per cent of one core. */
export type Moment = {
  atMs: number;
  users: number;
  appCpuPercent: number;
  postgresCpuPercent: number;
  redisCpuPercent: number;
  k6CpuPercent: number;
  appRssMb: number;
  handles: number;
  /** Asked for less often. */
  connections?: number;
  redisClients?: number;
  heapMb?: number;
};

type Watched = {
  service: Service;
  backends: Backends;
  k6Pid: number;
  k6StatusUrl: string;
  measuresHeap: boolean;
};

export type Sampler = { moments: Moment[]; stop(): Promise<void> };

const EVERY_MS = 1000;
const CONNECTIONS_EVERY = 5;
const HEAP_EVERY = 10;

const run = promisify(execFile);

/** Looks at all processes each second until it is stopped. */
export async function startSampler(watched: Watched): Promise<Sampler> {
  const moments: Moment[] = [];
  const redisPid = Number(await redisInfo(watched.backends.redisUrl, 'process_id'));
  const cpu = cpuMeter({
    app: () => readProcess(watched.service.pid)?.cpuSeconds ?? 0,
    postgres: () => cpuOfFamily(watched.backends.postgresPid),
    redis: () => readProcess(redisPid)?.cpuSeconds ?? 0,
    k6: () => readProcess(watched.k6Pid)?.cpuSeconds ?? 0,
  });
  let round = 0;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const facts = readProcess(watched.service.pid);
    if (!facts) return;
    const used = cpu();
    const number = round++;
    const [users, connections, redisClients, heapMb] = await Promise.all([
      usersOf(watched.k6StatusUrl),
      number % CONNECTIONS_EVERY === 0 ? countConnections(watched.backends.adminUrl) : undefined,
      number % CONNECTIONS_EVERY === 0
        ? redisInfo(watched.backends.redisUrl, 'connected_clients').then(Number)
        : undefined,
      watched.measuresHeap && number % HEAP_EVERY === 0 ? watched.service.heapMb() : undefined,
    ]);
    if (users === undefined) return;
    moments.push({
      atMs: performance.now(),
      users,
      appCpuPercent: used.app,
      postgresCpuPercent: used.postgres,
      redisCpuPercent: used.redis,
      k6CpuPercent: used.k6,
      appRssMb: facts.rssMb,
      handles: countHandles(watched.service.pid, Number(new URL(watched.service.url).port)),
      ...(connections !== undefined && { connections }),
      ...(redisClients !== undefined && { redisClients }),
      ...(heapMb !== undefined && { heapMb }),
    });
  }

  // One look after the other: a slow one is late, and never doubled.
  const timer = setInterval(() => {
    looking = looking.then(look).catch(() => undefined);
  }, EVERY_MS);
  return {
    moments,
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Turns CPU time into per cent of a core since the last look. */
function cpuMeter<Name extends string>(clocks: Record<Name, () => number>): () => Record<Name, number> {
  const names = Object.keys(clocks) as Name[];
  const read = () => Object.fromEntries(names.map((name) => [name, clocks[name]()])) as Record<Name, number>;
  let before = { at: performance.now(), seconds: read() };
  return () => {
    const now = { at: performance.now(), seconds: read() };
    const elapsed = (now.at - before.at) / 1000;
    // A backend that ended takes its time with it, which is no negative use.
    const shares = names.map((name) => [
      name,
      Math.max(0, ((now.seconds[name] - before.seconds[name]) / elapsed) * 100),
    ]);
    before = now;
    return Object.fromEntries(shares) as Record<Name, number>;
  };
}

async function usersOf(statusUrl: string): Promise<number | undefined> {
  const answer = await fetch(statusUrl).catch(() => undefined);
  if (!answer?.ok) return undefined;
  const { data } = (await answer.json()) as { data: { attributes: { vus: number } } };
  return data.attributes.vus;
}

async function countConnections(adminUrl: string): Promise<number> {
  const rows = await queryRows<{ count: number }>(
    adminUrl,
    `select count(*)::int as count from pg_stat_activity where application_name like 'healthprotocol%'`,
  );
  return rows[0]?.count ?? 0;
}

async function redisInfo(url: string, field: string): Promise<string> {
  const { stdout } = await run('redis-cli', ['-u', url, 'info']);
  return new RegExp(`^${field}:(.*)$`, 'm').exec(stdout)?.[1]?.trim() ?? '';
}
