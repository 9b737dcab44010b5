import { type Kysely, sql } from 'kysely';

/** From now on a role that cannot bypass row-level security sees and writes only rows of the organization that is set. */
export async function closeToOtherTenants(db: Kysely<unknown>, table: string, column = 'organization_id') {
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
  await sql`
    create policy tenant on ${sql.table(table)}
    using (${sql.ref(column)} = current_organization_id())
    with check (${sql.ref(column)} = current_organization_id())`.execute(db);
}

/** Takes `closeToOtherTenants` back, before a migration drops the table or the function the policy needs. */
export async function openToAllTenants(db: Kysely<unknown>, table: string) {
  await sql`drop policy tenant on ${sql.table(table)}`.execute(db);
  await sql`alter table ${sql.table(table)} disable row level security`.execute(db);
}
