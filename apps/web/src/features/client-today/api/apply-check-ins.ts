import type { CheckIn, CheckInEntry } from '@healthprotocol/contracts/check-ins';
import { PARTLY_WITHOUT_TARGET } from '@healthprotocol/domain/adherence';
import type { NamedAsNeeded, NamedDay, NamedItem } from '@healthprotocol/domain/named-activities';
import { asNeededSlot } from '@healthprotocol/domain/occurrence';

/** A day as it will be once the service has these entries, which stand in the order in which they were made. */
export function applyCheckIns(day: NamedDay, entries: readonly CheckInEntry[]): NamedDay {
  const ofDay = entries.filter(({ localDate }) => localDate === day.date);
  if (ofDay.length === 0) return day;
  const items = day.items.map((item) => {
    const entry = ofDay.findLast((candidate) => isOf(candidate, item) && candidate.slot === item.slot);
    return entry ? answered(item, entry, day) : item;
  });
  const asNeeded = day.asNeeded.map((item) => used(item, ofDay));
  const done = items.reduce((sum, item) => sum + shareDone(item), 0);
  return { ...day, items, asNeeded, done };
}

/** The slot of the next use of an as-needed activity; null when the day's maximum is reached. */
export function nextUse({
  maxPerDay,
  checkIns,
}: Pick<NamedAsNeeded, 'maxPerDay' | 'checkIns'>): string | null {
  const taken = new Set(checkIns.map(({ slot }) => slot));
  const slots = Array.from({ length: maxPerDay }, (_, index) => asNeededSlot(index + 1));
  return slots.find((slot) => !taken.has(slot)) ?? null;
}

/** The use that was entered last. */
export function lastUse({ checkIns }: Pick<NamedAsNeeded, 'checkIns'>): CheckIn | null {
  return checkIns.toSorted((a, b) => a.recordedAt.localeCompare(b.recordedAt)).at(-1) ?? null;
}

function isOf(entry: CheckInEntry, item: Pick<NamedItem, 'assignmentId' | 'activityId'>): boolean {
  return entry.assignmentId === item.assignmentId && entry.activityId === item.activityId;
}

function answered(item: NamedItem, entry: CheckInEntry, { date, today }: NamedDay): NamedItem {
  if (entry.status === 'undone') {
    return { ...item, checkIn: null, state: date < today ? 'missed' : 'later' };
  }
  return { ...item, checkIn: checkInOf(entry), state: entry.status };
}

function used(item: NamedAsNeeded, entries: readonly CheckInEntry[]): NamedAsNeeded {
  const bySlot = new Map(item.checkIns.map((checkIn) => [checkIn.slot, checkIn]));
  for (const entry of entries) {
    if (!isOf(entry, item)) continue;
    if (entry.status === 'undone') bySlot.delete(entry.slot);
    else bySlot.set(entry.slot, checkInOf(entry));
  }
  return { ...item, checkIns: [...bySlot.values()] };
}

function checkInOf(entry: CheckInEntry): CheckIn {
  return {
    id: entry.id,
    assignmentId: entry.assignmentId,
    activityId: entry.activityId,
    localDate: entry.localDate,
    slot: entry.slot,
    status: entry.status,
    amount: entry.amount ?? null,
    readings: entry.readings ?? [],
    score: entry.score ?? null,
    skipReason: entry.skipReason ?? null,
    note: entry.note ?? '',
    recordedAt: entry.recordedAt,
    receivedAt: entry.recordedAt,
    recordedBy: '',
    onBehalf: false,
  };
}

/** Counted as the service counts it. */
function shareDone({ state, target, checkIn }: NamedItem): number {
  if (state === 'done') return 1;
  if (state !== 'partly') return 0;
  if (!target || typeof checkIn?.amount !== 'number') return PARTLY_WITHOUT_TARGET;
  return Math.min(1, Math.max(0, checkIn.amount / target.value));
}
