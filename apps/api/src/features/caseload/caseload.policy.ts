import type { Activity, AttentionReason, LocalDate, Reading } from '@healthprotocol/contracts';
import { type AdherenceAnswer, adherenceOver, daysBetween, outOfTarget } from '@healthprotocol/domain';
import { readingInUnitOf } from '../check-ins/index.ts';

/** Adherence must fall by this many points between two periods of this many full days. */
export const DROP_POINTS = 20;
export const DROP_PERIOD_DAYS = 14;
/** How many days back a value out of target or a side effect calls for attention, today included. */
export const REPORT_DAYS = 7;
/** A client on whom nothing was due for this long, or for as long as the organization waits, is not silent but has nothing to say. */
export const NOTHING_DUE_DAYS = 7;
/** How many days ahead starts and ends are shown. */
export const SOON_DAYS = 7;
/** How long after the last day of an assignment something may still follow from it: as long as an organization may wait. */
export const LATELY_DAYS = 60;
/** The most clients put before a practitioner at once; the worst are shown. */
export const MOST_ATTENTION = 100;
/** The most starts, and the most ends, shown beside them; the soonest are. */
export const MOST_CHANGES = 50;
/** The most clients whose outdated row a request works out by itself, so that it takes bounded time. */
export const MOST_WORKED_OUT = 100;
/** Outdated clients are counted up to here. */
export const MOST_COUNTED = 1000;

// What calls for a person first; within a client and between clients.
const RANK: Record<AttentionReason['kind'], number> = {
  side_effect: 0,
  out_of_target: 1,
  adherence_dropped: 2,
  silent: 3,
  ends_soon: 4,
};

type Sum = { due: number; done: number; answered: number };

/** The drop between two periods, or null when it is small or one of them has no percentage. */
export function dropReason(earlier: Sum, later: Sum): AttentionReason | null {
  const from = percentOf(adherenceOver([earlier]));
  const to = percentOf(adherenceOver([later]));
  if (from === null || to === null || from - to < DROP_POINTS) return null;
  return { kind: 'adherence_dropped', fromPercent: from, toPercent: to, days: DROP_PERIOD_DAYS };
}

function percentOf(answer: AdherenceAnswer): number | null {
  return answer.kind === 'percentage' ? answer.percent : null;
}

/**
 * Silence since the first day on which something was due and nothing came. Days are whole ones, today not counted.
 * Null while they are fewer than the organization waits.
 */
export function silentReason(
  since: { lastCheckInDate: LocalDate | null; firstUnansweredDate: LocalDate },
  today: LocalDate,
  silentDays: number,
): AttentionReason | null {
  const days = daysBetween(since.firstUnansweredDate, today);
  return days < silentDays ? null : { kind: 'silent', days, lastCheckInDate: since.lastCheckInDate };
}

/** A check-in that may call for attention, with the activity as it was followed on the date. */
export type Report = {
  localDate: LocalDate;
  outOfTarget: boolean;
  sideEffect: boolean;
  readings: Reading[];
  activity: Activity;
};

/** Side effects by activity and values out of target by measure: the newest of each, with how often it happened. */
export function reportReasons(reports: readonly Report[]): AttentionReason[] {
  const newestFirst = reports.toSorted((a, b) => (a.localDate < b.localDate ? 1 : -1));
  const sideEffects = new Map<string, AttentionReason>();
  const values = new Map<string, Extract<AttentionReason, { kind: 'out_of_target' }>>();
  for (const report of newestFirst) {
    const { activity, localDate: date } = report;
    if (report.sideEffect && !sideEffects.has(activity.id)) {
      sideEffects.set(activity.id, { kind: 'side_effect', activityTitle: activity.title, date });
    }
    for (const measure of report.outOfTarget ? (activity.measures ?? []) : []) {
      const value = readingInUnitOf(measure, report.readings);
      if (value === null || outOfTarget(measure, value) === null) continue;
      const known = values.get(measure.loinc);
      if (known) {
        known.times++;
        continue;
      }
      values.set(measure.loinc, {
        kind: 'out_of_target',
        measure: measure.display,
        value: Number(value.toFixed(measure.precision)),
        unit: measure.unit,
        ...(measure.targetLow !== undefined && { targetLow: measure.targetLow }),
        ...(measure.targetHigh !== undefined && { targetHigh: measure.targetHigh }),
        times: 1,
        date,
      });
    }
  }
  return [...sideEffects.values(), ...values.values()];
}

/** Reasons of one client, worst first. */
export function worstFirst(reasons: readonly AttentionReason[]): AttentionReason[] {
  return reasons.toSorted((a, b) => RANK[a.kind] - RANK[b.kind] || weightOf(b) - weightOf(a));
}

/**
 * How much a client calls for somebody, as one number to sort by: their worst reason, then how many there are, then how bad
 * the worst is. Null without a reason.
 */
export function urgencyOf(reasons: readonly AttentionReason[]): number | null {
  if (reasons.length === 0) return null;
  const rank = Math.max(...Object.values(RANK)) - Math.min(...reasons.map(({ kind }) => RANK[kind]));
  const weight = Math.round(Math.max(...reasons.map(weightOf)));
  // Fits into 32 bits; beyond the limits reasons count as equally many, or as equally bad.
  return rank * 100_000_000 + Math.min(reasons.length, 99) * 1_000_000 + Math.min(weight, 999_999);
}

/** Clients who need somebody, the most urgent first, then by name; at most `MOST_ATTENTION`. */
export function worstClientsFirst<T extends { clientName: string; reasons: readonly AttentionReason[] }>(
  clients: readonly T[],
): T[] {
  return clients
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted(
      (a, b) => urgencyOf(b.reasons)! - urgencyOf(a.reasons)! || (a.clientName < b.clientName ? -1 : 1),
    )
    .slice(0, MOST_ATTENTION);
}

// How bad a reason is among those of its kind.
function weightOf(reason: AttentionReason): number {
  switch (reason.kind) {
    case 'adherence_dropped':
      return reason.fromPercent - reason.toPercent;
    case 'silent':
      return reason.days;
    case 'out_of_target':
      return reason.times;
    default:
      return 0;
  }
}
