import type { CheckInEntry, Reading } from '@healthprotocol/contracts';
import type { NamedAsNeeded, NamedDay, NamedItem } from '@healthprotocol/domain';

/** Chances come from the caller, so that a test can fix them. */
type Random = () => number;

const SKIP_REASONS = ['forgot', 'unwell', 'travelling', 'not_available'] as const;

/**
 * What a person who looks at their day answers next: an activity nobody answered yet, else now and then an as-needed one, else
 * taking back what was tapped by mistake. Undefined on a day without anything.
 */
export function nextEntry(day: NamedDay, now: Date, random: Random): CheckInEntry | undefined {
  const open = day.items.filter(({ checkIn }) => checkIn === null);
  const asNeeded = day.asNeeded.filter(({ checkIns, maxPerDay }) => checkIns.length < maxPerDay);
  const item = pick(open, random);
  if (item && (asNeeded.length === 0 || random() < 0.95)) return answer(item, day.date, now, random);
  const use = pick(asNeeded, random);
  if (use) return useOf(use, day.date, now, random);
  const answered = pick(day.items, random);
  return answered && { ...identity(answered, day.date, now, random), slot: answered.slot, status: 'undone' };
}

function answer(item: NamedItem, date: string, now: Date, random: Random): CheckInEntry {
  const base = { ...identity(item, date, now, random), slot: item.slot };
  const luck = random();
  if (luck < 0.1) {
    return { ...base, status: 'skipped', skipReason: pick(SKIP_REASONS, random) ?? 'other' };
  }
  if (luck < 0.18 && item.target) return { ...base, status: 'partly', amount: item.target.value / 2 };
  return { ...base, status: 'done', ...valuesOf(item, random) };
}

function useOf(item: NamedAsNeeded, date: string, now: Date, random: Random): CheckInEntry {
  const used = new Set(item.checkIns.map(({ slot }) => slot));
  let use = 1;
  while (used.has(`as-needed-${use}`)) use++;
  const base = { ...identity(item, date, now, random), slot: `as-needed-${use}` };
  return { ...base, status: 'done', ...valuesOf(item, random) };
}

function identity(
  { assignmentId, activityId }: Pick<NamedItem, 'assignmentId' | 'activityId'>,
  localDate: string,
  now: Date,
  random: Random,
) {
  return { id: uuidv7(now, random), assignmentId, activityId, localDate, recordedAt: now.toISOString() };
}

/** What the activity asks for: every reading, in the middle of what is aimed at, and the total of a questionnaire. */
function valuesOf(
  { measures, questionnaire }: Pick<NamedItem, 'measures' | 'questionnaire'>,
  random: Random,
): Pick<CheckInEntry, 'readings' | 'score'> {
  return {
    ...(measures && {
      readings: measures.map((measure): Reading => {
        const low = measure.targetLow ?? measure.plausibleLow ?? (measure.targetHigh ?? 2) / 2;
        const high = measure.targetHigh ?? measure.plausibleHigh ?? low * 2;
        // Between a third and two thirds, so that two measures of one activity keep their order.
        const value = low + (high - low) * (1 / 3 + random() / 3);
        return { loinc: measure.loinc, value: Number(value.toFixed(measure.precision)), unit: measure.unit };
      }),
    }),
    ...(questionnaire && {
      score: Math.round(
        questionnaire.minScore + (questionnaire.maxScore - questionnaire.minScore) * random(),
      ),
    }),
  };
}

/** A UUIDv7 as a device makes it (RFC 9562): 48 bits of milliseconds, then random bits. */
export function uuidv7(now: Date, random: Random): string {
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  const time = now.getTime().toString(16).padStart(12, '0');
  const variant = (8 + Math.floor(random() * 4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
}

/** One of a list by chance; undefined of none. */
export function pick<T>(list: readonly T[], random: Random): T | undefined {
  return list[Math.floor(random() * list.length)];
}
