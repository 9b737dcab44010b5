import { sql } from 'kysely';
import { segmentRows } from '../features/plans/index.ts';
import type { AppDatabase } from '../platform/db/schema.ts';
import type { TenantTx } from '../platform/db/tenant-transaction.ts';
import { newId } from '../platform/ids.ts';
import { searchText } from '../platform/search-text.ts';
import { hashOfToken, newToken } from '../platform/secret-token.ts';
import type { DemoAssignment } from './assignments.ts';
import type { DemoCheckIn } from './check-ins.ts';
import type { DemoClient } from './clients.ts';
import type { DemoOrganization } from './organizations.ts';

const DAY_MS = 86_400_000;

/** Keeps other processes from loading at the same time; the number is arbitrary. */
const LOADING = 5_210_477_303;

/** Runs `work` while no other process loads. `owner` must see every organization. */
export function whileNobodyElseLoads<T>(
  owner: AppDatabase,
  work: (existing: readonly string[]) => Promise<T>,
): Promise<T> {
  return owner.connection().execute(async (db) => {
    await sql`select pg_advisory_lock(${LOADING})`.execute(db);
    try {
      const rows = await db.selectFrom('organizations').select('id').execute();
      return await work(rows.map(({ id }) => id));
    } finally {
      await sql`select pg_advisory_unlock(${LOADING})`.execute(db);
    }
  });
}

/**
 * Clears away what a load that was killed has left behind. Statistics taken of nothing but dead rows say that the tables stay empty, and
 * the server then looks for the other end of each foreign key in any index: 155 seconds instead of 21 in a test.
 */
export async function vacuum(owner: AppDatabase): Promise<void> {
  await sql`vacuum`.execute(owner);
}

/** Tells the planner what was loaded; nobody waits for the server to find out by itself. */
export async function analyze(owner: AppDatabase): Promise<void> {
  await sql`analyze`.execute(owner);
}

type Login = { userId: string; memberId: string; name: string; email: string };

export type StaffMember = Login & { role: DemoOrganization['staff'][number]['role'] };

export async function insertOrganization(
  tx: TenantTx,
  { name, timeZone }: DemoOrganization,
  createdAt: Date,
): Promise<void> {
  await tx.db
    .insertInto('organizations')
    .values({ id: tx.organizationId, name, time_zone: timeZone, created_at: createdAt })
    .execute();
}

/** Makes people who sign in with one password, and members of them. */
export async function insertMembers(
  tx: TenantTx,
  people: readonly (Login & { role: StaffMember['role'] | 'client'; joinedAt: Date })[],
  passwordHash: string,
): Promise<void> {
  await Promise.all([
    tx.db
      .insertInto('users')
      .values(people.map(({ userId, name, email }) => ({ id: userId, name, email, email_verified: true })))
      .execute(),
    tx.db
      .insertInto('accounts')
      .values(
        people.map(({ userId }) => ({
          id: newId(),
          user_id: userId,
          account_id: userId,
          provider_id: 'credential',
          password: passwordHash,
        })),
      )
      .execute(),
    tx.db
      .insertInto('members')
      .values(
        people.map(({ userId, memberId, role, joinedAt }) => ({
          organization_id: tx.organizationId,
          id: memberId,
          user_id: userId,
          role,
          joined_at: joinedAt,
        })),
      )
      .execute(),
  ]);
}

export type KeptClient = DemoClient & { createdAt: Date; team: readonly StaffMember[] };

/** Inserts clients with their care teams and the invitations that are open. */
export async function insertClients(tx: TenantTx, clients: readonly KeptClient[], now: Date): Promise<void> {
  const invited = clients.filter(({ login }) => login === 'invited' || login === 'invitation_expired');
  await Promise.all([
    tx.db
      .insertInto('clients')
      .values(
        clients.map((client) => ({
          organization_id: tx.organizationId,
          id: client.id,
          member_id: client.memberId,
          name: client.name,
          search_text: searchText(client.name, client.email),
          email: client.email,
          birth_date: client.birthDate,
          pregnancy_status: client.pregnancyStatus,
          conditions: JSON.stringify(client.conditions),
          medications: JSON.stringify(client.medications),
          allergies: JSON.stringify(client.allergies),
          time_zone: client.timeZone,
          day_start_hour: client.dayStartHour,
          units: client.units,
          created_at: client.createdAt,
        })),
      )
      .execute(),
    tx.db
      .insertInto('care_team_members')
      .values(
        clients.flatMap(({ id, createdAt, team }) =>
          team.map(({ memberId }) => ({
            organization_id: tx.organizationId,
            client_id: id,
            member_id: memberId,
            added_at: createdAt,
          })),
        ),
      )
      .execute(),
    tx.db
      .insertInto('invitations')
      .values(
        invited.map(({ id, email, login, team }) => {
          const sentDaysAgo = login === 'invited' ? 4 : 25;
          return {
            organization_id: tx.organizationId,
            id: newId(),
            email: email!,
            role: 'client' as const,
            client_id: id,
            // Nobody has the token: a demo invitation cannot be accepted, only be sent again.
            token_hash: hashOfToken(newToken()),
            created_at: new Date(now.getTime() - sentDaysAgo * DAY_MS),
            expires_at: new Date(now.getTime() + (14 - sentDaysAgo) * DAY_MS),
            invited_by: team[0]!.memberId,
          };
        }),
      )
      .execute(),
  ]);
}

export async function insertAssignments(
  tx: TenantTx,
  assignments: readonly DemoAssignment[],
  practitioners: readonly StaffMember[],
): Promise<void> {
  const { organizationId } = tx;
  await Promise.all([
    tx.db
      .insertInto('assignments')
      .values(
        assignments.map(({ plan, client, ...one }) => ({
          organization_id: organizationId,
          id: plan.assignmentId,
          client_id: client.id,
          protocol_id: one.protocolId,
          start_date: plan.startDate,
          last_date: one.lastDate,
          stopped_on: plan.stoppedOn,
          stop_reason: one.stopReason,
          pauses: JSON.stringify(plan.pauses),
          safety: JSON.stringify(one.safety),
          created_at: one.createdAt,
          created_by: practitioners[one.createdBy]!.memberId,
        })),
      )
      .execute(),
    tx.db
      .insertInto('assignment_segments')
      .values(assignments.flatMap(({ plan, protocolId }) => segmentRows(organizationId, protocolId, plan)))
      .execute(),
  ]);
}

/** Inserts check-ins and puts in force, for each occurrence, the one that was recorded last. */
export async function insertCheckIns(
  tx: TenantTx,
  rows: readonly (DemoCheckIn & { recordedBy: string })[],
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await Promise.all([
    sql`
      insert into check_ins (organization_id, id, client_id, assignment_id, activity_id, local_date, slot, status,
        amount, readings, score, skip_reason, note, out_of_target, recorded_at, received_at, recorded_by, on_behalf)
      select ${tx.organizationId}::uuid, * from unnest(
        ${ids}::uuid[], ${rows.map((row) => row.clientId)}::uuid[],
        ${rows.map((row) => row.assignmentId)}::uuid[], ${rows.map((row) => row.activityId)}::text[],
        ${rows.map((row) => row.localDate)}::date[], ${rows.map((row) => row.slot)}::text[],
        ${rows.map((row) => row.status)}::text[], ${rows.map((row) => row.amount)}::float8[],
        ${rows.map((row) => JSON.stringify(row.readings))}::jsonb[], ${rows.map((row) => row.score)}::float8[],
        ${rows.map((row) => row.skipReason)}::text[], ${rows.map((row) => row.note)}::text[],
        ${rows.map((row) => row.outOfTarget)}::boolean[], ${rows.map((row) => row.recordedAt)}::timestamptz[],
        ${rows.map((row) => row.receivedAt)}::timestamptz[], ${rows.map((row) => row.recordedBy)}::uuid[],
        ${rows.map((row) => row.onBehalf)}::boolean[])`.execute(tx.db),
    sql`
      insert into current_check_ins
        (organization_id, assignment_id, local_date, activity_id, slot, client_id, check_in_id, recorded_at)
      select distinct on (assignment_id, local_date, activity_id, slot)
        organization_id, assignment_id, local_date, activity_id, slot, client_id, id, recorded_at
      from check_ins
      where organization_id = ${tx.organizationId} and id = any(${ids}::uuid[])
      order by assignment_id, local_date, activity_id, slot, recorded_at desc, id desc`.execute(tx.db),
  ]);
}

export async function retireProtocol(tx: TenantTx, protocolId: string, now: Date): Promise<void> {
  await tx.db
    .updateTable('protocols')
    .set({ status: 'retired', updated_at: now })
    .where('organization_id', '=', tx.organizationId)
    .where('id', '=', protocolId)
    .execute();
  tx.audit({ type: 'protocol.retired', subjectType: 'protocol', subjectId: protocolId });
}
