import type { Config } from '../../config.ts';
import { systemClock } from '../../platform/clock.ts';
import { joinOwnerDatabase } from '../../platform/db/database-urls.ts';
import { openDatabase } from '../../platform/db/pool.ts';
import { prepareDatabase } from '../../platform/db/prepare-database.ts';
import { inTenantTransaction, type TenantTx } from '../../platform/db/tenant-transaction.ts';

/** Where a command works, and in whose name: the organization's first owner. */
export type Workplace = { organizationName: string; memberId: string; now: Date };

type Organization = { id: string; name: string; ownerId: string | null };

/**
 * Runs work in one transaction of an organization, named by its id or name; of the only one when left out.
 * @throws Error when the organization cannot be told, or has no owner
 */
export async function inOrganization<T>(
  config: Config,
  wanted: string | undefined,
  onProgress: (line: string) => void,
  work: (tx: TenantTx, workplace: Workplace) => Promise<T>,
): Promise<T> {
  const { ownerUrl, release } = await joinOwnerDatabase(config, onProgress);
  try {
    const { appUrl } = await prepareDatabase({ ownerUrl, ...config });
    const { id, name, ownerId } = choose(await organizationsOf(ownerUrl), wanted);
    if (ownerId === null)
      throw new Error(`${name} has no owner in whose name to write: one has to accept the invitation first`);

    const database = openDatabase({ url: appUrl, poolMax: 1 });
    try {
      const origin = { actor: null, requestId: 'protocols-cli', ipAddress: null };
      const workplace = { organizationName: name, memberId: ownerId, now: systemClock.now() };
      return await inTenantTransaction(database, id, origin, (tx) => work(tx, workplace));
    } finally {
      await database.destroy();
    }
  } finally {
    await release();
  }
}

/** Only the owner of the tables sees which organizations there are. */
async function organizationsOf(ownerUrl: string): Promise<Organization[]> {
  const database = openDatabase({ url: ownerUrl, poolMax: 1 });
  try {
    return await database
      .selectFrom('organizations')
      .select((eb) => [
        'organizations.id',
        'organizations.name',
        eb
          .selectFrom('members')
          .select('members.id')
          .whereRef('members.organization_id', '=', 'organizations.id')
          .where('members.role', '=', 'owner')
          .where('members.removed_at', 'is', null)
          .orderBy('members.joined_at')
          .orderBy('members.id')
          .limit(1)
          .as('ownerId'),
      ])
      .orderBy('organizations.name')
      .orderBy('organizations.id')
      .execute();
  } finally {
    await database.destroy();
  }
}

function choose(organizations: Organization[], wanted: string | undefined): Organization {
  const matching = organizations.filter(
    ({ id, name }) => wanted === undefined || id === wanted || name.toLowerCase() === wanted.toLowerCase(),
  );
  const [only, ...others] = matching;
  if (only && others.length === 0) return only;
  const known = organizations.map(({ id, name }) => `\n  ${id}  ${name}`).join('');
  if (!known) throw new Error('There is no organization yet: npm run organizations -- create');
  throw new Error(
    wanted === undefined || only
      ? `Say which organization, by --organization ID:${known}`
      : `There is no organization ${wanted}. There are:${known}`,
  );
}
