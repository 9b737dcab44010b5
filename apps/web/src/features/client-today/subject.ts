import type { CheckIn, CheckInEntry } from '@healthprotocol/contracts/check-ins';
import type { NamedAsNeeded, NamedItem } from '@healthprotocol/domain/named-activities';

/** What a check-in can say, without what it is about. */
export type Answer = Pick<
  CheckInEntry,
  'status' | 'amount' | 'readings' | 'score' | 'skipReason' | 'note' | 'confirmedImplausible'
>;

/** One occurrence that can be answered, with what was said of it so far. */
export interface Subject {
  activity: Omit<NamedItem | NamedAsNeeded, 'slot' | 'state' | 'checkIn' | 'checkIns' | 'maxPerDay'>;
  localDate: string;
  slot: string;
  checkIn: CheckIn | null;
}

/** Sheets that ask for more than a tap. */
export type SheetKind = 'measure' | 'score' | 'partly' | 'skip' | 'note' | 'details';

/** What has to be asked before an activity is done; null when a tap is enough. */
export function askedFor({ activity }: Pick<Subject, 'activity'>): 'measure' | 'score' | null {
  if (activity.measures) return 'measure';
  return activity.questionnaire ? 'score' : null;
}

/** What an earlier check-in said, to say it again. */
export function answerOf(checkIn: CheckIn): Answer {
  return {
    status: checkIn.status,
    ...(checkIn.amount === null ? {} : { amount: checkIn.amount }),
    // Whoever entered it has confirmed it then.
    ...(checkIn.readings.length > 0 ? { readings: checkIn.readings, confirmedImplausible: true } : {}),
    ...(checkIn.score === null ? {} : { score: checkIn.score }),
    ...(checkIn.skipReason === null ? {} : { skipReason: checkIn.skipReason }),
    ...(checkIn.note ? { note: checkIn.note } : {}),
  };
}
