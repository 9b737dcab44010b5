import { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { expect, it } from 'vitest';
import { issueWords } from './issue-words.ts';
import { selectionOf } from './selection.ts';
import { validateContent } from './validate-content.ts';

const content = ProtocolContent.parse({
  title: 'Example',
  durationDays: 14,
  phases: [{ id: 'one', title: 'One', startDay: 1, endDay: 14 }],
  activities: [
    {
      id: 'walk',
      kind: 'exercise',
      title: 'Walk',
      schedule: { recurrence: { type: 'daily' }, slots: ['morning'] },
    },
  ],
});
const [walk] = content.activities;
const [phase] = content.phases;

function found(change: Partial<ProtocolContent>) {
  return validateContent({ ...content, ...change }).map((issue) => `${issue.path}: ${issueWords(issue)}`);
}

it('finds nothing in sound content', () => {
  expect(validateContent(content)).toEqual([]);
});

it('names every problem at once, where it is and how to put it right', () => {
  if (!walk || !phase) throw new Error('The example has both');
  expect(
    found({
      title: 'X',
      durationDays: 366,
      phases: [{ ...phase, title: ' ', startDay: 0 }],
      activities: [{ ...walk, dose: { quantity: 0, unit: 'mg' } }],
    }),
  ).toEqual([
    'title: At least 3 characters.',
    'durationDays: At most 365.',
    'phases.0.title: Write something here.',
    'phases.0.startDay: At least 1.',
    'activities.0.dose.quantity: More than 0.',
  ]);
});

it('says what the rules of the contract find, in words of its own', () => {
  if (!walk || !phase) throw new Error('The example has both');
  expect(found({ durationDays: 7 })).toEqual([
    'phases.0.endDay: This lies after the last day of the protocol.',
  ]);
  expect(found({ activities: [{ ...walk, kind: 'measurement' }] })).toEqual([
    'activities.0.measures: Say what is measured.',
  ]);
  expect(found({ activities: [{ ...walk, schedule: { ...walk.schedule, slots: [] } }] })).toEqual([
    'activities.0.schedule.slots: Choose at least one time of day.',
  ]);
});

it('leads from an issue to the form that puts it right', () => {
  expect(selectionOf('activities.0.schedule.slots', content)).toEqual({ part: 'activity', id: 'walk' });
  expect(selectionOf('phases.0.title', content)).toEqual({ part: 'phase', id: 'one' });
  expect(selectionOf('content', content)).toEqual({ part: 'text' });
  expect(selectionOf('durationDays', content)).toEqual({ part: 'about' });
});
