import type { changeOrganizationRoute } from '@healthprotocol/contracts';
import { sql } from 'kysely';
import type { z } from 'zod';
import { AppError } from '../../platform/app-error.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';

export type OrganizationRow = {
  id: string;
  name: string;
  time_zone: string;
  entry_window_days: number;
  silent_days: number;
  revision: number;
};

const columns = ['id', 'name', 'time_zone', 'entry_window_days', 'silent_days', 'revision'] as const;

/** @throws not_found */
export async function getOrganization(tx: TenantTx): Promise<OrganizationRow> {
  return tx.db
    .selectFrom('organizations')
    .select(columns)
    .where('id', '=', tx.organizationId)
    .executeTakeFirstOrThrow(() => new AppError('not_found'));
}

type Changes = Omit<z.output<typeof changeOrganizationRoute.body>, 'revision'>;

/** Changes what is given; undefined when the revision is not the current one. */
export async function updateOrganization(
  tx: TenantTx,
  revision: number,
  changes: Changes,
): Promise<OrganizationRow | undefined> {
  return tx.db
    .updateTable('organizations')
    .set({
      revision: sql`revision + 1`,
      ...(changes.name !== undefined && { name: changes.name }),
      ...(changes.timeZone !== undefined && { time_zone: changes.timeZone }),
      ...(changes.entryWindowDays !== undefined && { entry_window_days: changes.entryWindowDays }),
      ...(changes.silentDays !== undefined && { silent_days: changes.silentDays }),
    })
    .where('id', '=', tx.organizationId)
    .where('revision', '=', revision)
    .returning(columns)
    .executeTakeFirst();
}

export async function insertOrganization(tx: TenantTx, name: string): Promise<void> {
  await tx.db.insertInto('organizations').values({ id: tx.organizationId, name }).execute();
}
