import { refreshAttention } from '../features/caseload/index.ts';
import { hashPassword } from '../features/identity/index.ts';
import { loadLibrary } from '../library/library.ts';
import { openDatabase } from '../platform/db/pool.ts';
import { inTenantTransaction } from '../platform/db/tenant-transaction.ts';
import type { LoadDemo } from '../serve.ts';
import { analyze, vacuum, whileNobodyElseLoads } from './demo.repository.ts';
import { fillOrganization } from './fill-organization.ts';
import { DEMO_ORGANIZATIONS } from './organizations.ts';
import { DEMO_PASSWORD, DEMO_SIGN_INS } from './sign-ins.ts';

const SEED = 20_261_123;
const PROGRESS_EVERY = 40;
/** How long a second process waits for one that is loading. */
const WAIT_MS = 180_000;

/**
 * Loads the demo organizations that are missing, each in one transaction, so that a start that was killed half-way is made
 * up for by the next. `auto` leaves a database alone in which somebody has made an organization of their own.
 * @throws Error in production
 */
export const loadDemo: LoadDemo = async ({ deps, ownerUrl, appUrl, mode, onProgress }) => {
  if (deps.config.NODE_ENV === 'production') throw new Error('Demo data is never loaded in production');
  const owner = openDatabase({ url: ownerUrl, poolMax: 2, limits: { statementTimeoutMs: WAIT_MS } });
  try {
    return await whileNobodyElseLoads(owner, async (existing) => {
      const isDemo = (id: string) => DEMO_ORGANIZATIONS.some((organization) => organization.id === id);
      const missing = DEMO_ORGANIZATIONS.filter(({ id }) => !existing.includes(id));
      const wanted = mode === 'true' || existing.every(isDemo) ? missing : [];
      if (wanted.length > 0) {
        await vacuum(owner);
        await load(deps, appUrl, wanted, onProgress);
        await analyze(owner);
        // As the job would have done before anybody looks.
        await refreshAttention(deps.database, deps.clock);
      }
      return missing.length === wanted.length ? [...DEMO_SIGN_INS] : [];
    });
  } finally {
    await owner.destroy();
  }
};

async function load(
  { clock }: Pick<Parameters<LoadDemo>[0]['deps'], 'clock'>,
  appUrl: string,
  organizations: typeof DEMO_ORGANIZATIONS,
  onProgress: (line: string) => void,
): Promise<void> {
  const now = clock.now();
  const total = organizations.reduce((sum, { clients }) => sum + clients, 0);
  const say = (count: number) => onProgress(`Demo data: ${count} of ${total} clients`);
  say(0);
  const [library, passwordHash] = await Promise.all([loadLibrary(), hashPassword(DEMO_PASSWORD)]);
  const origin = { actor: null, requestId: 'demo-data', ipAddress: null };
  let done = 0;
  const onClients = (count: number): void => {
    done += count;
    if (done % PROGRESS_EVERY === 0 || done === total) say(done);
  };
  // A slow machine must not fail its first start: the limits of requests do not hold here.
  const database = openDatabase({
    url: appUrl,
    poolMax: 1,
    limits: { statementTimeoutMs: 0, idleTimeoutMs: 0 },
  });
  try {
    for (const organization of organizations) {
      await inTenantTransaction(database, organization.id, origin, (tx) =>
        fillOrganization(tx, organization, { seed: SEED, now, passwordHash, library, onClients }),
      );
    }
  } finally {
    await database.destroy();
  }
}
