import { deleteEnded } from './features/identity/index.ts';
import type { Job } from './platform/jobs/jobs.ts';
import type { AppDeps } from './serve.ts';

/** Every job of the service, each through the door of its feature. */
export function listJobs({ database, logger }: Pick<AppDeps, 'database' | 'logger'>): Job[] {
  return [
    {
      queue: 'housekeeping',
      cron: '17 3 * * *',
      run: async () => logger.info(await deleteEnded(database), 'deleted what had ended'),
    },
  ];
}
