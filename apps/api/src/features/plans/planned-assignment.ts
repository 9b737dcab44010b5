import type { LocalDate, ProtocolContent } from '@healthprotocol/contracts';
import type { AssignmentPlan, PlanSegment } from '@healthprotocol/domain';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { mapInSlices } from '../../platform/in-slices.ts';
import { type AssignmentRow, findAssignmentsById, type SegmentRow } from './plans.repository.ts';
import { loadVersionContents, type VersionKey, versionKey } from './version-contents.ts';

/** An assignment with all that decides what is due, and the whole content of every version in it, or that it may move to. */
export type PlannedAssignment = {
  id: string;
  clientId: string;
  protocolId: string;
  lastDate: LocalDate | null;
  stopReason: string | null;
  createdAt: Date;
  createdBy: string;
  revision: number;
  newestVersion: number;
  plan: AssignmentPlan;
  contents: ReadonlyMap<number, ProtocolContent>;
};

/** So many versions are in memory at once, however many a list of assignments follows. */
const VERSIONS_AT_ONCE = 24;

/**
 * Maps assignments with the contents of their versions, and lets go of these; in the order of the rows. One statement for every
 * `VERSIONS_AT_ONCE` versions that are not cached.
 */
export async function mapPlanned<R>(
  tx: TenantTx,
  rows: readonly AssignmentRow[],
  map: (planned: PlannedAssignment) => R,
): Promise<R[]> {
  const results: R[] = [];
  for (const group of byVersions(rows)) {
    const contents = await loadVersionContents(tx, versionsOf(group));
    results.push(...(await mapInSlices(group, (row) => map(toPlanned(row, contents)))));
  }
  return results;
}

function byVersions(rows: readonly AssignmentRow[]): AssignmentRow[][] {
  const groups: AssignmentRow[][] = [];
  const versions = new Set<string>();
  for (const row of rows) {
    for (const key of versionsOf([row])) versions.add(versionKey(key));
    const isNew = groups.length === 0 || versions.size > VERSIONS_AT_ONCE;
    if (!isNew) {
      groups.at(-1)!.push(row);
      continue;
    }
    groups.push([row]);
    versions.clear();
    for (const key of versionsOf([row])) versions.add(versionKey(key));
  }
  return groups;
}

/**
 * The assignments with the given ids that exist, newest start first. At most two statements. The content of `nextVersion` of
 * their protocols is read along with theirs, for a caller that needs it next.
 */
export async function listPlans(
  tx: TenantTx,
  ids: readonly string[],
  nextVersion?: number,
): Promise<PlannedAssignment[]> {
  return withContents(tx, await findAssignmentsById(tx, ids), nextVersion);
}

async function withContents(
  tx: TenantTx,
  rows: readonly AssignmentRow[],
  nextVersion?: number,
): Promise<PlannedAssignment[]> {
  const contents = await loadVersionContents(tx, versionsOf(rows, nextVersion));
  return rows.map((row) => toPlanned(row, contents, nextVersion));
}

/** The versions that assignments follow on some of their days, and `nextVersion` of their protocols. */
export function versionsOf(
  rows: readonly Pick<AssignmentRow, 'protocol_id' | 'segments' | 'replaced'>[],
  nextVersion?: number,
): VersionKey[] {
  return rows.flatMap(({ protocol_id: protocolId, segments, replaced = [] }) => [
    ...[...segments, ...replaced].map(({ version }) => ({ protocolId, version })),
    ...(nextVersion === undefined ? [] : [{ protocolId, version: nextVersion }]),
  ]);
}

/** What decides what is due, from its row and the contents of its versions. */
export function planOf(
  row: Pick<
    AssignmentRow,
    'id' | 'protocol_id' | 'start_date' | 'stopped_on' | 'pauses' | 'segments' | 'replaced'
  >,
  known: ReadonlyMap<string, ProtocolContent>,
): AssignmentPlan {
  const segmentOf = ({ fromDate, version, overrides }: SegmentRow): PlanSegment => {
    const content = known.get(versionKey({ protocolId: row.protocol_id, version }));
    // The foreign key of the segment makes sure of it.
    if (!content) throw new Error(`Version ${version} of protocol ${row.protocol_id} is missing`);
    return { fromDate, versionNumber: version, content, overrides };
  };
  return {
    assignmentId: row.id,
    startDate: row.start_date,
    segments: row.segments.map(segmentOf),
    pauses: row.pauses,
    stoppedOn: row.stopped_on,
    replaced: (row.replaced ?? []).map(segmentOf),
  };
}

/** An assignment from its row and the contents of its versions, and that of `nextVersion` if there is such a version. */
export function toPlanned(
  row: AssignmentRow,
  known: ReadonlyMap<string, ProtocolContent>,
  nextVersion?: number,
): PlannedAssignment {
  const contents = new Map<number, ProtocolContent>();
  for (const { protocolId, version } of versionsOf([row], nextVersion)) {
    const content = known.get(versionKey({ protocolId, version }));
    if (content) contents.set(version, content);
  }
  return {
    id: row.id,
    clientId: row.client_id,
    protocolId: row.protocol_id,
    lastDate: row.last_date,
    stopReason: row.stop_reason,
    createdAt: row.created_at,
    createdBy: row.created_by_name,
    revision: row.revision,
    newestVersion: row.latest_version,
    plan: planOf(row, known),
    contents,
  };
}

/** The version that is followed on a date, or the first before the start, with its whole content. */
export function versionOn(
  { plan, contents }: Pick<PlannedAssignment, 'plan' | 'contents'>,
  date: LocalDate,
): { version: number; content: ProtocolContent } {
  const segment = plan.segments.findLast(({ fromDate }) => fromDate <= date) ?? plan.segments[0]!;
  return { version: segment.versionNumber, content: contents.get(segment.versionNumber)! };
}
