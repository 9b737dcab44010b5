import type {
  Activity,
  ActivityOverride,
  LocalDate,
  OccurrenceSlot,
  ProtocolContent,
  Weekday,
} from '@healthprotocol/contracts';
import { addDays } from '@healthprotocol/domain/local-date';
import { asNeededOn, expand } from '@healthprotocol/domain/plan';
import type { AssignmentPlan } from '@healthprotocol/domain/timeline';
import { weekdays } from '../shared/lib/schedule-words.ts';

/** What a client would see on one day of a protocol. */
export interface PreviewedDay {
  date: LocalDate;
  slots: { slot: OccurrenceSlot; activities: Activity[] }[];
  asNeeded: { activity: Activity; maxPerDay: number }[];
}

type PreviewedContent = Pick<ProtocolContent, 'durationDays' | 'phases' | 'activities'>;

/** The plan that a client would have who started on a date. */
export function previewPlan(
  content: PreviewedContent,
  startDate: LocalDate,
  overrides: ActivityOverride[] = [],
): AssignmentPlan {
  return {
    assignmentId: 'preview',
    startDate,
    segments: [{ fromDate: startDate, versionNumber: 1, content, overrides }],
    pauses: [],
    stoppedOn: null,
  };
}

/** A protocol day as the client's phone lays it out, by the same rules; the start date decides on which weekday it falls. */
export function previewDay(
  content: PreviewedContent,
  protocolDay: number,
  startDate: LocalDate,
): PreviewedDay {
  const plan = previewPlan(content, startDate);
  const date = addDays(startDate, protocolDay - 1);
  const bySlot = Map.groupBy(expand(plan, date, date), ({ slot }) => slot);
  return {
    date,
    slots: [...bySlot].map(([slot, due]) => ({ slot, activities: due.map(({ activity }) => activity) })),
    asNeeded: asNeededOn(plan, date).map(({ activity, maxPerDay }) => ({ activity, maxPerDay })),
  };
}

/** A date that falls on the weekday, for previews of protocols that nobody has started. */
export function dateOnWeekday(weekday: Weekday): LocalDate {
  // 2024-01-01 was a Monday.
  return addDays('2024-01-01', weekdays.indexOf(weekday));
}

/** Whether it matters for a protocol's days on which weekday it starts. */
export function dependsOnWeekday(content: Pick<ProtocolContent, 'activities'>): boolean {
  return content.activities.some(({ schedule }) => schedule.recurrence.type === 'weekdays');
}
