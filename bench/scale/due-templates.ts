import type { Activity, Measure, ProtocolContent } from '@healthprotocol/contracts';
import { addDays, dateOfEpochDay, expand, slotTime } from '@healthprotocol/domain';
import { loadLibrary } from '../../apps/api/src/library/library.ts';

/** One thing that is due on a day of a protocol. */
export type Due = {
  activityId: string;
  slot: string;
  /** Minutes after midnight. */
  at: number;
  target: number | null;
  measures: readonly Measure[];
  questionnaire: { minScore: number; maxScore: number } | null;
};

/** A protocol of the library, or a variant of it, with what is due day by day. */
export type Template = {
  key: string;
  content: ProtocolContent;
  /** Readings for each thing that is due, all in all. */
  readingShare: number;
  /** What is due on each day of the calendar from the start on, for a start on the weekday of `startDay` (an epoch day). */
  daysFrom(startDay: number): readonly (readonly Due[])[];
};

/** The library, each protocol as it is and once with its last activity left out. */
export async function loadTemplates(): Promise<Template[]> {
  const library = await loadLibrary();
  return library.flatMap(({ key, content }) => {
    const aiming = { ...content, activities: content.activities.map(withTargets) };
    return [
      toTemplate(key, aiming),
      toTemplate(key, { ...aiming, activities: aiming.activities.slice(0, -1) }),
    ];
  });
}

// The library leaves most targets to the practitioner; without them no value would ever be out of one.
function withTargets(activity: Activity): Activity {
  if (!activity.measures) return activity;
  return {
    ...activity,
    measures: activity.measures.map((measure) => {
      const { plausibleLow = 0, plausibleHigh = plausibleLow + 100, targetLow, targetHigh } = measure;
      if (targetLow !== undefined || targetHigh !== undefined) return measure;
      return { ...measure, targetHigh: Math.round(plausibleLow + (plausibleHigh - plausibleLow) * 0.6) };
    }),
  };
}

function toTemplate(key: string, content: ProtocolContent): Template {
  const byWeekday = new Map<number, Due[][]>();
  const daysFrom = (startDay: number): Due[][] => {
    const weekday = startDay % 7;
    const days = byWeekday.get(weekday) ?? layOut(content, weekday + 7 * 3000);
    byWeekday.set(weekday, days);
    return days;
  };
  const all = daysFrom(0).flat();
  const readings = all.reduce((sum, { measures }) => sum + measures.length, 0);
  return { key, content, daysFrom, readingShare: readings / all.length };
}

function layOut(content: ProtocolContent, startDay: number): Due[][] {
  const startDate = dateOfEpochDay(startDay);
  const plan = {
    assignmentId: '',
    startDate,
    segments: [{ fromDate: startDate, versionNumber: 1, content, overrides: [] }],
    pauses: [],
    stoppedOn: null,
  };
  const occurrences = expand(plan, startDate, addDays(startDate, content.durationDays));
  const days = Array.from({ length: content.durationDays }, (): Due[] => []);
  for (const { protocolDay, activity, slot } of occurrences) {
    const [hours = 0, minutes = 0] = slotTime(slot).split(':').map(Number);
    days[protocolDay - 1]!.push({
      activityId: activity.id,
      slot,
      at: hours * 60 + minutes,
      target: activity.target?.value ?? null,
      measures: activity.measures ?? [],
      questionnaire: activity.questionnaire ?? null,
    });
  }
  return days;
}
