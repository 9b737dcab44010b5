import type { Activity, ProtocolContent, ProtocolContentInput } from '@healthprotocol/contracts';
import type { DemoOrganization } from './organizations.ts';

/** What a practice adds to a protocol of the library in its next version. */
const ADDITIONS: Record<string, Activity> = {
  'dash-eating-plan': {
    id: 'walk-after-dinner',
    kind: 'exercise',
    title: 'Walk after dinner',
    instructions: 'A relaxed walk around the block. Ten minutes are better than none.',
    phaseId: null,
    schedule: { recurrence: { type: 'daily' }, slots: ['evening'] },
    target: { value: 20, unit: 'min' },
  },
  'insomnia-cbt-i': {
    id: 'morning-light',
    kind: 'habit',
    title: 'Half an hour of daylight',
    instructions: 'Go outside within two hours of getting up, also when the sky is grey.',
    phaseId: null,
    schedule: { recurrence: { type: 'daily' }, slots: ['morning'] },
  },
  'home-blood-pressure-7-day': {
    id: 'note-tablets',
    kind: 'habit',
    title: 'Tablets taken after the reading',
    instructions: '',
    phaseId: null,
    schedule: { recurrence: { type: 'daily' }, slots: ['morning'] },
  },
  'couch-to-5k': {
    id: 'calf-stretch',
    kind: 'exercise',
    title: 'Stretch the calves',
    instructions: 'Two minutes each side after every run, and on one rest day.',
    phaseId: null,
    schedule: {
      recurrence: { type: 'weekdays', weekdays: ['mon', 'wed', 'fri', 'sun'] },
      slots: ['evening'],
    },
  },
};

/** The next version of a protocol of the library, as the practice wants it; where it comes from stays with it. */
export function revise(key: string, content: ProtocolContent): ProtocolContent {
  const addition = ADDITIONS[key];
  if (!addition) throw new Error(`Nothing is known to add to ${key}`);
  return { ...content, activities: [...content.activities, addition] };
}

/** A protocol of its own that each organization has begun and not published. */
export const begunProtocols: Record<DemoOrganization['key'], ProtocolContentInput> = {
  heart: {
    title: 'Cooking with less salt in 4 weeks',
    description: 'For couples who cook together. Still missing: the shopping list for week 3.',
    category: 'nutrition',
    tags: ['sodium', 'cooking'],
    durationDays: 28,
    content:
      '<h2>Why</h2><p>Most salt comes with bread, cheese and ready meals, not from the salt cellar.</p>',
    phases: [
      { id: 'notice', title: 'Notice', description: '', startDay: 1, endDay: 7 },
      { id: 'swap', title: 'Swap', description: '', startDay: 8, endDay: 28 },
    ],
    activities: [
      {
        id: 'read-labels',
        kind: 'habit',
        title: 'Read the label of everything you open today',
        phaseId: 'notice',
        schedule: { recurrence: { type: 'daily' }, slots: ['evening'] },
      },
      {
        id: 'swap-one',
        kind: 'nutrition',
        title: 'Swap one salty food',
        phaseId: 'swap',
        schedule: { recurrence: { type: 'weekdays', weekdays: ['mon', 'wed', 'sat'] }, slots: ['noon'] },
      },
    ],
  },
  movement: {
    title: 'Back to running after a calf strain',
    description: 'Draft for review in the team meeting. The progression of week 4 is open.',
    category: 'musculoskeletal',
    tags: ['running', 'rehabilitation'],
    durationDays: 42,
    content: '<p>Pain up to 3 of 10 during exercise is fine if it is gone the next morning.</p>',
    phases: [
      { id: 'load', title: 'Load the calf', description: '', startDay: 1, endDay: 21 },
      { id: 'run', title: 'Run and walk', description: '', startDay: 22, endDay: 42 },
    ],
    activities: [
      {
        id: 'heel-raises',
        kind: 'exercise',
        title: 'Slow heel raises',
        phaseId: 'load',
        target: { value: 45, unit: 'repetitions' },
        schedule: { recurrence: { type: 'daily' }, slots: ['morning', 'evening'] },
      },
      {
        id: 'run-walk',
        kind: 'exercise',
        title: 'Run one minute, walk two',
        phaseId: 'run',
        target: { value: 21, unit: 'min' },
        schedule: { recurrence: { type: 'every_n_days', everyDays: 2 }, slots: ['evening'] },
      },
    ],
  },
};
