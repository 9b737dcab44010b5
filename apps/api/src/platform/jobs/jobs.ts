import type { Logger } from 'pino';
import type { Metrics } from '../metrics/metrics.ts';
import { workScope } from '../work-scope.ts';
import { watchQueues } from './watch-queues.ts';

/** Work that is done in the background, once for all instances of the service. */
export type Job = {
  /** Name of its queue, kebab-case. */
  queue: string;
  /** When it is due, as cron says it, in UTC. */
  cron: string;
  /** What happens again after a failure must do no harm. */
  run: () => Promise<void>;
};

export type Jobs = {
  /** Has a job done now, besides its schedule. */
  runNow(queue: string): Promise<void>;
  /** Lets what runs finish, for as long as `timeoutMs`; what does not is done again by another instance. */
  close(timeoutMs: number): Promise<void>;
};

type Options = {
  /** Of the role the service runs as; the tables were made by a migration. */
  url: string;
  jobs: readonly Job[];
  metrics: Metrics;
  logger: Logger;
  /** How often each instance asks for work. */
  pollSeconds?: number;
  /** Wait before the first of three retries; each later one waits twice as long. */
  retryDelaySeconds?: number;
};

/** Two connections beside those of requests: one to ask for work, one to look after schedules. */
const CONNECTIONS = 2;
const RETRIES = 3;
/** Longest a job may run before another instance takes it over. */
const EXPIRE_SECONDS = 900;

/** Starts doing jobs. Every instance may: the queue gives each job to one of them. */
export async function startJobs(options: Options): Promise<Jobs> {
  const { url, jobs, metrics, logger, pollSeconds = 30, retryDelaySeconds = 60 } = options;
  // Not needed before the service listens, so loaded only here.
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    max: CONNECTIONS,
    application_name: 'healthprotocol jobs',
    // What needs the owner of the tables is done by migrations.
    migrate: false,
    createSchema: false,
    reindex: false,
    monitorVacuum: false,
  });
  // An outage of the database is told by everything else, too; the queue goes on by itself afterwards.
  boss.on('error', ({ message: reason }) =>
    logger.warn({ reason }, 'the job queue could not reach the database'),
  );
  await boss.start();

  for (const { queue, cron, run } of jobs) {
    await boss.createQueue(queue, {
      retryLimit: RETRIES,
      retryDelay: retryDelaySeconds,
      retryBackoff: true,
      expireInSeconds: EXPIRE_SECONDS,
    });
    await boss.schedule(queue, cron);
    const scope = { name: `job ${queue}`, log: logger.child({ job: queue }) };
    await boss.work(queue, { pollingIntervalSeconds: pollSeconds }, () =>
      workScope.run(scope, async () => {
        try {
          await run();
          metrics.jobsFinished.inc({ queue, outcome: 'completed' });
          scope.log.info('job completed');
        } catch (err) {
          metrics.jobsFinished.inc({ queue, outcome: 'failed' });
          scope.log.error({ err }, 'job failed');
          throw err;
        }
      }),
    );
  }
  watchQueues(
    boss.getDb(),
    jobs.map(({ queue }) => queue),
    metrics,
  );

  return {
    runNow: async (queue) => void (await boss.send(queue)),
    close: (timeoutMs) => boss.stop({ graceful: true, timeout: timeoutMs }),
  };
}
