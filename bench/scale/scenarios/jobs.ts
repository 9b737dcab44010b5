import { newId } from '../../../apps/api/src/platform/ids.ts';
import { tokenOf } from '../people.ts';
import { type Scenario, scenario, type World } from './scenario.ts';

/** Sessions that ended before the night. */
async function endedSessions({ owner, samples }: World): Promise<void> {
  const ids = Array.from({ length: 250 }, () => newId());
  await owner.query(
    `insert into sessions (id, user_id, token, expires_at)
      select id, $2::uuid, token, '2020-01-01' from unnest($1::uuid[], $3::text[]) as ended (id, token)`,
    [ids, samples.ownerUserId, ids.map(tokenOf)],
  );
}

/** What the service does by itself. */
export const jobs: readonly Scenario[] = [
  scenario('the housekeeping job', 'a night', {
    prepare: endedSessions,
    act: async ({ app }) => {
      await app.runJobs();
      return { statusCode: 204, body: '', json: () => undefined as never };
    },
  }),
];
