import type { CheckInEntry, Measure } from '@healthprotocol/contracts';
import type { Occurrence } from '@healthprotocol/domain';
import { noteFor, skipReasonFor } from './notes.ts';
import type { Random } from './random.ts';
import { type Aim, readingsFor, scoreFor } from './readings.ts';
import type { Story } from './stories.ts';

/** What decides how a client answers on one day. */
export type Answering = {
  random: Random;
  clientKey: string;
  units: 'metric' | 'imperial';
  story: Story;
  daysAgo: number;
  /** 0 on the first day, 1 once the effect has set in. */
  progress: number;
  /** Values lie in the target, and nobody tells of side effects. */
  isCalm: boolean;
  onBehalf: boolean;
};

type Answer = Partial<CheckInEntry> & Pick<CheckInEntry, 'status'>;

/** What a client says of an occurrence that they answer. */
export function answerTo(due: Occurrence, answering: Answering): Answer {
  const { random, onBehalf } = answering;
  const { kind } = due.activity;
  const answer = saidOf(due, answering);
  const { status, skipReason = null } = answer;
  const note = noteFor(random, { kind, status, skipReason, onBehalf });
  return note ? { ...answer, note } : answer;
}

function saidOf({ activity }: Occurrence, answering: Answering): Answer {
  const { random, story, daysAgo, isCalm } = answering;
  const { kind, target, measures, questionnaire, schedule } = activity;
  const isTaken = kind === 'medication' || kind === 'supplement';
  if (isTaken && story === 'side_effect' && daysAgo >= 1 && daysAgo <= 3)
    return { status: 'skipped', skipReason: 'side_effect' };
  if (measures || questionnaire) {
    const aims = measures?.some(hasTarget) && story === 'out_of_target' && daysAgo <= 6;
    if (!aims && random.chance(0.02)) return { status: 'skipped', skipReason: skipReasonFor(random) };
    // Of values that are taken every day, some are fine.
    const isOff = aims && (schedule.recurrence.type !== 'daily' || random.chance(0.3));
    const aim: Aim = isOff ? 'outside' : isCalm || aims ? 'inside' : 'natural';
    const score = scoreFor(activity, { ...answering, aim });
    return {
      status: 'done',
      ...(measures && { readings: readingsFor(activity, measures, { ...answering, aim }) }),
      ...(score !== undefined && { score }),
    };
  }
  const roll = random.int(1, 100);
  if (roll <= 5 && kind !== 'education') {
    if (isTaken && !isCalm && random.chance(0.15)) return { status: 'skipped', skipReason: 'side_effect' };
    return { status: 'skipped', skipReason: skipReasonFor(random) };
  }
  if (roll <= 11 && target)
    return { status: 'partly', amount: partOf(target.value, random.int(40, 80) / 100) };
  return { status: 'done' };
}

const hasTarget = ({ targetLow, targetHigh }: Measure): boolean =>
  targetLow !== undefined || targetHigh !== undefined;

function partOf(whole: number, share: number): number {
  return whole >= 10 ? Math.round(whole * share) : Math.max(0.5, Math.round(whole * share * 2) / 2);
}
