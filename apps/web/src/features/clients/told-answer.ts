import type { CheckIn, CheckInEntry, SkipReason } from '@healthprotocol/contracts/check-ins';
import type { NamedAsNeeded, NamedDay, NamedItem } from '@healthprotocol/domain/named-activities';
import { asNeededSlot } from '@healthprotocol/domain/plan';

/** One occurrence that can be answered on behalf of a client. */
export type ToldItem = Omit<NamedItem, 'state'>;

/** What the client told, as it stands in the form. */
export interface ToldAnswer {
  status: 'done' | 'partly' | 'skipped';
  amount: number | null;
  /** By LOINC code. */
  readings: Record<string, number | null>;
  score: number | null;
  skipReason: SkipReason | null;
  note: string;
}

export type AnswerGap = 'amount' | 'readings' | 'score' | 'skip_reason';

export function answerOf({ checkIn }: ToldItem): ToldAnswer {
  const readings = checkIn?.readings.map(({ loinc, value }) => [loinc, value] as const) ?? [];
  return {
    status: checkIn?.status === 'partly' || checkIn?.status === 'skipped' ? checkIn.status : 'done',
    amount: checkIn?.amount ?? null,
    readings: Object.fromEntries(readings),
    score: checkIn?.score ?? null,
    skipReason: checkIn?.skipReason ?? null,
    note: checkIn?.note ?? '',
  };
}

/** What still has to be said before the answer can be kept; null when it is whole. */
export function gapOf(item: ToldItem, answer: ToldAnswer): AnswerGap | null {
  if (answer.status === 'skipped') return answer.skipReason ? null : 'skip_reason';
  if (answer.status === 'partly' && answer.amount === null) return 'amount';
  const missing = item.measures?.some(({ loinc }) => (answer.readings[loinc] ?? null) === null);
  if (answer.status === 'done' && missing) return 'readings';
  return answer.status === 'done' && item.questionnaire && answer.score === null ? 'score' : null;
}

/** The check-in to send. */
export function entryOf(
  item: ToldItem,
  answer: ToldAnswer,
  made: { id: string; localDate: string; recordedAt: string; confirmedImplausible: boolean },
): CheckInEntry {
  const { status, amount, score, skipReason } = answer;
  const note = answer.note.trim();
  const readings = (item.measures ?? []).flatMap(({ loinc, unit }) => {
    const value = answer.readings[loinc] ?? null;
    return value === null ? [] : [{ loinc, unit, value }];
  });
  return {
    id: made.id,
    assignmentId: item.assignmentId,
    activityId: item.activityId,
    localDate: made.localDate,
    slot: item.slot,
    status,
    recordedAt: made.recordedAt,
    ...(note !== '' && { note }),
    ...(status === 'skipped' && skipReason && { skipReason }),
    ...(status === 'partly' && amount !== null && { amount }),
    ...(status !== 'skipped' && readings.length > 0 && { readings }),
    ...(status !== 'skipped' && score !== null && { score }),
    ...(made.confirmedImplausible && { confirmedImplausible: true }),
  };
}

/** Everything of a day that can be answered: what is due, and the next use of what is taken as needed. */
export function toldItems(day: Pick<NamedDay, 'items' | 'asNeeded'>): ToldItem[] {
  return [...day.items, ...day.asNeeded.flatMap((item) => nextUse(item) ?? [])];
}

function nextUse({ maxPerDay, checkIns, ...activity }: NamedAsNeeded): ToldItem | undefined {
  const used = new Set(checkIns.map((checkIn: CheckIn) => checkIn.slot));
  for (let use = 1; use <= maxPerDay; use++) {
    const slot = asNeededSlot(use);
    if (!used.has(slot)) return { ...activity, slot, checkIn: null };
  }
  return undefined;
}
