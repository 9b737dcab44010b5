import { checkInProblem, currentCheckIns } from '@healthprotocol/domain';
import { writeAdherence } from '../features/adherence/index.ts';
import { entryWindowDays } from '../features/check-ins/index.ts';
import type { LibraryProtocol } from '../library/library.ts';
import type { TenantTx } from '../platform/db/tenant-transaction.ts';
import { newId } from '../platform/ids.ts';
import { type DemoAssignment, makeAssignments } from './assignments.ts';
import { checkInsOf, type DemoCheckIn, dateOfArrival } from './check-ins.ts';
import { makeClients } from './clients.ts';
import {
  insertAssignments,
  insertCheckIns,
  insertClients,
  insertMembers,
  insertOrganization,
  type KeptClient,
  type StaffMember,
} from './demo.repository.ts';
import type { DemoOrganization } from './organizations.ts';
import { makeProtocols } from './protocols.ts';

const DAY_MS = 86_400_000;
const FOUNDED_DAYS_AGO = 400;
const BATCH = 20;
/** What an organization allows that has not changed its settings. */
const USUAL_ENTRY_WINDOW_DAYS = 7;

export type Filling = {
  seed: number;
  now: Date;
  passwordHash: string;
  library: readonly LibraryProtocol[];
  /** Called with the number of clients whose data has been made since the last call. */
  onClients: (count: number) => void;
};

/** Fills an organization that does not exist yet, with everything the demo shows of it. */
export async function fillOrganization(
  tx: TenantTx,
  organization: DemoOrganization,
  { seed, now, passwordHash, library, onClients }: Filling,
): Promise<void> {
  const founded = new Date(now.getTime() - FOUNDED_DAYS_AGO * DAY_MS);
  const staff = organization.staff.map((one) => ({ ...one, userId: newId(), memberId: newId() }));
  const practitioners = staff.filter(({ role }) => role === 'practitioner');
  await insertOrganization(tx, organization, founded);
  await insertMembers(
    tx,
    staff.map((one) => ({ ...one, joinedAt: founded })),
    passwordHash,
  );
  tx.audit({ type: 'organization.created', subjectType: 'organization', subjectId: tx.organizationId });

  const memberId = practitioners[0]!.memberId;
  const protocols = await makeProtocols(tx, organization, { library, memberId, now });
  const making = { seed, now, officeZone: organization.timeZone, protocols };
  const made = makeClients(seed, organization, now).map((client) => {
    const assignments = makeAssignments(client, making);
    const first = Math.min(now.getTime(), ...assignments.map(({ createdAt }) => createdAt.getTime()));
    const team = client.careTeam.map((position) => practitioners[position]!);
    return { client: { ...client, createdAt: new Date(first - 2 * DAY_MS), team }, assignments };
  });
  await writePlans(tx, made, { now, passwordHash, practitioners });

  // While the database writes one batch, the next is made.
  let writing: Promise<unknown> = Promise.resolve();
  for (let start = 0; start < made.length; start += BATCH) {
    const batch = made.slice(start, start + BATCH);
    const diaries = batch.flatMap(({ client, assignments }) =>
      assignments.map((assignment) => ({ client, assignment, checkIns: diaryOf(seed, assignment, now) })),
    );
    await writing;
    writing = writeDiaries(tx, diaries);
    // A failure shows when it is awaited, after the next batch is made.
    writing.catch(() => undefined);
    onClients(batch.length);
  }
  await writing;
}

type Made = { client: KeptClient; assignments: DemoAssignment[] };

async function writePlans(
  tx: TenantTx,
  made: readonly Made[],
  {
    now,
    passwordHash,
    practitioners,
  }: { now: Date; passwordHash: string; practitioners: readonly StaffMember[] },
): Promise<void> {
  const clients = made.map(({ client }) => client);
  const assignments = made.flatMap((one) => one.assignments);
  const logins = clients.flatMap(({ memberId, email, name, createdAt }) =>
    memberId && email
      ? [{ userId: newId(), memberId, name, email, role: 'client' as const, joinedAt: createdAt }]
      : [],
  );
  await insertMembers(tx, logins, passwordHash);
  await insertClients(tx, clients, now);
  await insertAssignments(tx, assignments, practitioners);
  for (const { id } of clients) {
    tx.audit({ type: 'client.created', subjectType: 'client', subjectId: id, clientId: id });
  }
  for (const { client, plan, protocolId } of assignments) {
    tx.audit({
      type: 'assignment.created',
      subjectType: 'assignment',
      subjectId: plan.assignmentId,
      clientId: client.id,
      detail: { protocolId, version: plan.segments[0]!.versionNumber },
    });
  }
}

/** @throws Error when a check-in would be refused */
function diaryOf(seed: number, assignment: DemoAssignment, now: Date): DemoCheckIn[] {
  const checkIns = checkInsOf(seed, assignment, now, newId);
  for (const checkIn of checkIns) {
    const windowDays = entryWindowDays(USUAL_ENTRY_WINDOW_DAYS, checkIn.onBehalf);
    const problem = checkInProblem(checkIn, assignment.plan, dateOfArrival(assignment, checkIn), windowDays);
    if (problem) throw new Error(`The demo data breaks a rule: ${problem}`);
  }
  return checkIns;
}

type Diary = { client: KeptClient; assignment: DemoAssignment; checkIns: readonly DemoCheckIn[] };

async function writeDiaries(tx: TenantTx, diaries: readonly Diary[]): Promise<void> {
  const rows = diaries.flatMap(({ client, checkIns }) =>
    checkIns.map((one) => ({
      ...one,
      recordedBy: one.onBehalf || !client.memberId ? client.team[0]!.memberId : client.memberId,
    })),
  );
  const current = currentCheckIns(rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() })));
  const planned = diaries.map(({ client, assignment }) => ({ clientId: client.id, plan: assignment.plan }));
  for (const [clientId, own] of Map.groupBy(rows, (row) => row.clientId)) {
    tx.audit({
      type: 'check_in.recorded',
      subjectType: 'check_in',
      subjectId: null,
      clientId,
      detail: { checkIns: own.length },
    });
  }
  await Promise.all([insertCheckIns(tx, rows), writeAdherence(tx, planned, current)]);
}
