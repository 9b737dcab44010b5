import { refreshAttention } from '../../apps/api/src/features/caseload/index.ts';
import { openDatabase } from '../../apps/api/src/platform/db/pool.ts';
import { type ScaleDatabase, withClient } from './scale-server.ts';

/** Has the job of the service work out what every client calls for, as it would have before the moment that is measured. */
export async function keepAttention(
  { name, ownerUrl, appUrl }: ScaleDatabase,
  nowMs: number,
  say: (line: string) => void,
): Promise<void> {
  const database = openDatabase({ url: appUrl, poolMax: 1, limits: { statementTimeoutMs: 0 } });
  const began = performance.now();
  try {
    const { clients } = await refreshAttention(database, { now: () => new Date(nowMs) });
    if (clients === 0) return;
    say(`${name}: worked out ${clients} clients in ${Math.round((performance.now() - began) / 1000)} s`);
  } finally {
    await database.destroy();
  }
  await withClient(ownerUrl, (owner) => owner.query('vacuum (analyze) client_attention, care_team_members'));
}
