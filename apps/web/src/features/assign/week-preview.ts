import type { Activity, ActivityOverride, ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import type { OccurrenceSlot } from '@healthprotocol/contracts/schedule';
import { addDays } from '@healthprotocol/domain/local-date';
import { asNeededOn, expand } from '@healthprotocol/domain/plan';
import { compareSlots } from '@healthprotocol/domain/slots';
import { previewPlan } from '../../platform/protocol-preview.ts';

/** The first week as a table: one row for each activity in each slot, with the dates on which it is due. */
export interface WeekPreview {
  dates: string[];
  rows: { slot: OccurrenceSlot; activity: Activity; dates: Set<string> }[];
  asNeeded: Activity[];
}

/** Lays the first seven days out by the rules that the client's phone follows. */
export function previewWeek(
  content: ProtocolContent,
  startDate: string,
  overrides: ActivityOverride[],
): WeekPreview {
  const plan = previewPlan(content, startDate, overrides);
  const dates = Array.from({ length: Math.min(7, content.durationDays) }, (_, day) =>
    addDays(startDate, day),
  );
  const rows = new Map<string, WeekPreview['rows'][number]>();
  for (const { slot, activity, localDate } of expand(plan, startDate, dates.at(-1) ?? startDate)) {
    const key = `${slot} ${activity.id}`;
    const row = rows.get(key) ?? { slot, activity, dates: new Set<string>() };
    row.dates.add(localDate);
    rows.set(key, row);
  }
  const asNeeded = new Map(
    dates.flatMap((date) => asNeededOn(plan, date)).map(({ activity }) => [activity.id, activity]),
  );
  return {
    dates,
    rows: [...rows.values()].toSorted((a, b) => compareSlots(a.slot, b.slot, 0)),
    asNeeded: [...asNeeded.values()],
  };
}
