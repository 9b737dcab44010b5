import { refreshAttention } from './features/caseload/index.ts';
import { deleteEnded } from './features/identity/index.ts';
import type { Job } from './platform/jobs/jobs.ts';
import type { AppDeps } from './serve.ts';

/** Every job of the service, each through the door of its feature. */
export function listJobs({ database, logger, clock }: Pick<AppDeps, 'database' | 'logger' | 'clock'>): Job[] {
  return [
    {
      queue: 'housekeeping',
      cron: '17 3 * * *',
      run: async () => logger.info(await deleteEnded(database), 'deleted what had ended'),
    },
    {
      queue: 'attention',
      cron: '* * * * *',
      run: async () =>
        logger.debug(await refreshAttention(database, clock), 'refreshed what clients call for'),
    },
  ];
}
