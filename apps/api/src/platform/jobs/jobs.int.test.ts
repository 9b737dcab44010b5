import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { queryRows } from '../../../test/cluster.ts';
import { startPgBouncer } from '../../../test/pgbouncer.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/test-database.ts';
import { createLogger } from '../logger.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { workScope } from '../work-scope.ts';
import { type Jobs, startJobs } from './jobs.ts';

let database: TestDatabase;
let metrics: Metrics;
const started: Jobs[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const jobs of started.splice(0)) await jobs.close(1000);
});
afterAll(() => database.drop());

async function start(
  queue: string,
  run: () => Promise<void>,
  pollSeconds = 0.5,
  url = database.appUrl,
): Promise<Jobs> {
  metrics = createMetrics();
  const jobs = await startJobs({
    url,
    jobs: [{ queue, cron: '17 3 * * *', run }],
    metrics,
    logger: createLogger({ LOG_LEVEL: 'silent', LOG_FORMAT: 'json' }),
    pollSeconds,
    retryDelaySeconds: 1,
  });
  started.push(jobs);
  return jobs;
}

const told = async (line: string): Promise<string | undefined> =>
  (await metrics.scrape()).split('\n').find((one) => one.startsWith(`healthprotocol_${line} `));
const stateOf = (queue: string) =>
  queryRows<{ state: string }>(database.ownerUrl, `select state::text from jobs.job where name = '${queue}'`);

test('two instances do a job once, under its name, as a role that may not change tables', async () => {
  const runs: (string | undefined)[] = [];
  const run = async () => void runs.push(workScope.getStore()?.name);
  await start('once', run);
  const second = await start('once', run);
  await second.runNow('once');
  await expect.poll(() => stateOf('once'), { timeout: 10_000 }).toEqual([{ state: 'completed' }]);
  expect(runs).toEqual(['job once']);
});

test('a job that fails is tried again, and both are counted', async () => {
  let attempts = 0;
  const jobs = await start('again', async () => {
    if (++attempts === 1) throw new Error('the first time');
  });
  await jobs.runNow('again');
  await expect.poll(() => stateOf('again'), { timeout: 15_000 }).toEqual([{ state: 'completed' }]);
  expect(attempts).toBe(2);
  expect(await told('jobs_finished_total{queue="again",outcome="failed"}')).toMatch(/ 1$/);
  expect(await told('jobs_finished_total{queue="again",outcome="completed"}')).toMatch(/ 1$/);
});

test('works through PgBouncer in transaction mode', async () => {
  const bouncer = await startPgBouncer(database.appUrl);
  let runs = 0;
  const jobs = await start('pooled', async () => void runs++, 0.5, bouncer.url);
  await jobs.runNow('pooled');
  await expect.poll(() => stateOf('pooled'), { timeout: 10_000 }).toEqual([{ state: 'completed' }]);
  expect(await told('jobs_waiting{queue="pooled"}')).toMatch(/ 0$/);
  await jobs.close(1000);
  started.length = 0;
  await bouncer.close();
  expect(runs).toBe(1);
});

test('tells how many jobs wait and since when', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const jobs = await start('busy', () => promise);
  expect(await told('jobs_waiting{queue="busy"}')).toMatch(/ 0$/);
  await jobs.runNow('busy');
  await expect
    .poll(async () => (await stateOf('busy')).map(({ state }) => state), { timeout: 10_000 })
    .toEqual(['active']);
  await jobs.runNow('busy');
  expect(await told('jobs_waiting{queue="busy"}')).toMatch(/ 1$/);
  expect(Number((await told('jobs_oldest_seconds{queue="busy"}'))?.split(' ')[1])).toBeGreaterThan(0);
  resolve();
});

test('closing waits for the job that runs', async () => {
  const { promise: isRunning, resolve: running } = Promise.withResolvers<void>();
  let done = false;
  const jobs = await start('closing', async () => {
    running();
    await new Promise((resolve) => setTimeout(resolve, 500));
    done = true;
  });
  await jobs.runNow('closing');
  await isRunning;
  await jobs.close(5000);
  started.length = 0;
  expect(done).toBe(true);
});

test('each queue has its schedule once, however many instances start', async () => {
  await start('nightly', async () => {});
  await start('nightly', async () => {});
  expect(await queryRows(database.ownerUrl, "select cron from jobs.schedule where name = 'nightly'")).toEqual(
    [{ cron: '17 3 * * *' }],
  );
});
