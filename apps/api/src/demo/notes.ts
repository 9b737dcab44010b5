import type { ActivityKind, CheckInStatus, SkipReason } from '@healthprotocol/contracts';
import type { Random } from './random.ts';

const SKIPPED: Record<SkipReason, readonly string[]> = {
  forgot: ['Went to bed and only then thought of it.', 'The day just ran away from me.', ''],
  side_effect: [
    'Felt sick for an hour afterwards, so I left it out today.',
    'Stomach cramps again after the last one.',
    'Itchy red skin where it was. Taking a break until I hear from you.',
  ],
  unwell: ['Down with a cold.', 'Slept badly, headache all day.', 'Stomach bug in the whole family.'],
  travelling: ['On the train until late.', 'Visiting my sister, nothing with me.', ''],
  not_available: ['Pharmacy gets it on Thursday.', 'Gym closed for the holiday.', 'Monitor needs batteries.'],
  clinician_said_so: ['As we agreed on the phone.', 'Told to rest this week.'],
  other: ['School play tonight.', 'Power cut in our street.', ''],
};

const DONE: Record<ActivityKind, readonly string[]> = {
  supplement: ['With breakfast.', 'New bottle, same strength.'],
  medication: ['Half an hour later than usual.', 'Easier with food.'],
  nutrition: [
    'Lentil soup, big success at home.',
    'Canteen again, but found something.',
    'The children want the old bread back.',
    'Tasted better than I thought.',
  ],
  exercise: [
    'Legs heavy, but went anyway.',
    'First time without a break!',
    'Went with a neighbour, much easier.',
    'Rain, so in the hallway.',
  ],
  habit: ['Getting used to it.', 'Set an alarm, that helps.'],
  measurement: [
    'Had coffee just before, sorry.',
    'Measured twice, took the second.',
    'After a stressful call.',
    'Left arm this time.',
  ],
  questionnaire: ['Some questions are hard to answer.', 'Better than last time, I think.'],
  education: ['Watched it together with my partner.', 'Have a question about this, will ask on Tuesday.'],
};

const PARTLY = ['Had to stop when the phone rang.', 'Half of it, then it was enough.', 'Knee said no.', ''];
const ON_BEHALF = ['Told me on the phone.', 'From the paper diary brought to the visit.', ''];

/** What the client adds in words; mostly nothing. */
export function noteFor(
  random: Random,
  {
    kind,
    status,
    skipReason,
    onBehalf,
  }: { kind: ActivityKind; status: CheckInStatus; skipReason: SkipReason | null; onBehalf: boolean },
): string {
  if (status === 'undone') return '';
  if (onBehalf) return random.chance(0.15) ? random.pick(ON_BEHALF) : '';
  if (skipReason === 'side_effect') return random.pick(SKIPPED.side_effect);
  if (skipReason) return random.chance(0.35) ? random.pick(SKIPPED[skipReason]) : '';
  if (status === 'partly') return random.chance(0.3) ? random.pick(PARTLY) : '';
  return random.chance(0.02) ? random.pick(DONE[kind]) : '';
}

const SKIP_REASONS: readonly { reason: SkipReason; weight: number }[] = [
  { reason: 'forgot', weight: 34 },
  { reason: 'unwell', weight: 20 },
  { reason: 'travelling', weight: 15 },
  { reason: 'not_available', weight: 13 },
  { reason: 'other', weight: 12 },
  { reason: 'clinician_said_so', weight: 6 },
];

/** Why something was left out, as often as people say so. */
export const skipReasonFor = (random: Random): SkipReason => random.weighted(SKIP_REASONS).reason;
