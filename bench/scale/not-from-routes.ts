/** Statements that the tests send and that no route and no job does, with the reason why they are not measured. */
export const NOT_FROM_ROUTES: readonly { reason: string; shapes: readonly string[] }[] = [
  {
    reason: 'npm run protocols -- import: a command, one file after the other',
    shapes: [
      'select pg_advisory_xact_lock(hashtextextended($, 0))',
      'select * from "protocols" where "organization_id" = $ and "library_key" = $ order by "id" limit $ for no key update',
      'select * from "protocols" where "organization_id" = $ and ("library_key" is null and "import_digest" = $) order by "id" limit $ for no key update',
      'update "protocols" set "import_digest" = $ where "organization_id" = $ and "id" = $',
    ],
  },
  {
    reason:
      'npm run adherence -- verify and rebuild: a command that goes through everything there is, 200 assignments at a time',
    shapes: [
      'select id from assignments where organization_id = $ and ($::uuid is null or id > $::uuid) order by id limit $ for no key update',
      'select id, assignment_id as "assignmentId", activity_id as "activityId", local_date as "localDate", slot, status, amount, skip_reason as "skipReason", recorded_at as "recordedAt" from check_ins where organization_id = $ and assignment_id = any($::uuid[])',
      'select assignment_id as "assignmentId", activity_id as "activityId", local_date as "localDate", slot, check_in_id as id, recorded_at as "recordedAt" from current_check_ins where organization_id = $ and assignment_id = any($::uuid[])',
      'select assignment_id as "assignmentId", local_date as "localDate", due, done, excused, answered from adherence_days where organization_id = $ and assignment_id = any($::uuid[])',
      'delete from current_check_ins where organization_id = $ and assignment_id = any($::uuid[])',
      'insert into current_check_ins (organization_id, client_id, assignment_id, local_date, activity_id, slot, check_in_id, recorded_at) select $::uuid, * from unnest( $::uuid[], $::uuid[], $::date[], $::text[], $::text[], $::uuid[], $::timestamptz[])',
    ],
  },
  {
    reason: 'a test that tries to change history by hand',
    shapes: [
      "update protocol_versions set note = 'changed' where protocol_id = $",
      'delete from protocol_versions where protocol_id = $',
    ],
  },
];

/** Of the statements that the tests sent, those that should have been sent here too and were not. */
export function statementsNotSent(fromTests: readonly string[], sent: ReadonlySet<string>): string[] {
  const excluded = new Set(NOT_FROM_ROUTES.flatMap(({ shapes }) => shapes));
  return [...new Set(fromTests)].filter((shape) => shape !== '' && !sent.has(shape) && !excluded.has(shape));
}
