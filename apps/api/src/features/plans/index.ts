export { type ClientCalendar, toCalendar } from './client-calendar.ts';
export { type ClientPlans, loadClientPlans } from './client-plans.ts';
export { findKeptPlans, type LockedAssignment, loadLockedPlans } from './locked-plans.ts';
export {
  listPlans,
  mapPlanned,
  type PlannedAssignment,
  versionOn,
} from './planned-assignment.ts';
export {
  type AssignmentRow,
  type CalendarRow,
  findAssignmentsById,
  findAssignmentsOfClients,
  findAssignmentsPage,
} from './plans.repository.ts';
export { segmentRows } from './segment-rows.ts';
export { loadVersionContents, versionKey } from './version-contents.ts';
