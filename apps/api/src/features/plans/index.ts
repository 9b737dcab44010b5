export { type ClientCalendar, getClientCalendar, listClientCalendars } from './client-calendar.ts';
export {
  listPlans,
  listPlansOfClients,
  type PlannedAssignment,
  versionOn,
} from './planned-assignment.ts';
export { loadVersionContents, versionKey } from './version-contents.ts';
