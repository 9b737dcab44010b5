import type { LocalDate } from '@healthprotocol/contracts';
import { addDays } from '@healthprotocol/domain';
import { AppError } from '../../platform/app-error.ts';
import type { CacheKey, Loaded } from '../../platform/cache/cache.ts';
import { clientSubject, organizationSubject } from '../../platform/cache/subjects.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { TenantAccess } from '../../platform/tenant-access.ts';
import { type ClientCalendar, toCalendar } from './client-calendar.ts';
import { type PlannedAssignment, toPlanned, versionsOf } from './planned-assignment.ts';
import {
  type AssignmentRow,
  type CalendarRow,
  findAssignmentsOfClients,
  findCalendars,
} from './plans.repository.ts';
import { findKnownContents, readMissingContents } from './version-contents.ts';

/** What decides what is due for a client: the calendar at an instant, and the assignments. */
export type ClientPlans = {
  calendar: ClientCalendar;
  /** The assignments, newest start first. At most one statement, for contents that are not cached, which is sent at once. */
  planned(tx: TenantTx): Promise<PlannedAssignment[]>;
};

/** Cached from one change of the client or of an assignment to the next; check-ins do not change it. */
type KeptPlans = { calendar: CalendarRow; notOverBefore: LocalDate; rows: AssignmentRow[] };

/** As far back as screens look. */
const KEPT_DAYS = 90;

/**
 * What decides what is due for one client, without assignments that were over before the date that `since` gives for today.
 * No statement when it is cached.
 * @throws not_found
 */
export async function loadClientPlans(
  access: TenantAccess,
  clientId: string,
  instant: Date,
  since: (today: LocalDate) => LocalDate,
): Promise<ClientPlans> {
  const kept = await access.cached(keyOf(access, clientId), (own) => loadKept(own, clientId, instant));
  const calendar = toCalendar(kept.calendar, instant);
  const from = since(calendar.now.today);
  const rows =
    from < kept.notOverBefore
      ? await access.readInTenant((tx) => findAssignmentsOfClients(tx, [clientId], from))
      : kept.rows.filter(isNotOverBefore(from)).map(revived);
  const known = await findKnownContents(access, versionsOf(rows));
  const planned = async (tx: TenantTx) => {
    const contents = await readMissingContents(tx, known);
    return rows.map((row) => toPlanned(row, contents));
  };
  return { calendar, planned };
}

function keyOf({ organizationId }: TenantAccess, clientId: string): CacheKey {
  return {
    cache: 'client_plans',
    subject: clientSubject(organizationId, clientId),
    dependsOn: [organizationSubject(organizationId)],
  };
}

async function loadKept(own: TenantAccess, clientId: string, instant: Date): Promise<Loaded<KeptPlans>> {
  // Two days more than anywhere on earth can differ from UTC.
  const notOverBefore = addDays(instant.toISOString().slice(0, 10), -KEPT_DAYS - 2);
  const [[calendar], rows] = await own.readInTenant((tx) =>
    Promise.all([findCalendars(tx, [clientId]), findAssignmentsOfClients(tx, [clientId], notOverBefore)]),
  );
  if (!calendar) throw new AppError('not_found');
  return { value: { calendar, notOverBefore, rows } };
}

const isNotOverBefore =
  (date: LocalDate) =>
  ({ last_date: last, stopped_on: stopped }: AssignmentRow): boolean =>
    last !== null ? last >= date : stopped === null || stopped > date;

/** A row from the server's cache has been JSON. */
const revived = (row: AssignmentRow): AssignmentRow => ({ ...row, created_at: new Date(row.created_at) });
