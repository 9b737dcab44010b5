import type { Activity } from '@healthprotocol/contracts/protocol-content';
import { expect, test } from 'vitest';
import { draftsOf, isChanged, lacksSlots, overridesOf, overridesOn } from './override-drafts.ts';

const tablet: Activity = {
  id: 'tablet',
  kind: 'supplement',
  title: 'Vitamin D',
  instructions: '',
  phaseId: null,
  schedule: { recurrence: { type: 'daily' }, slots: ['morning', 'evening'] },
  dose: { quantity: 1000, unit: 'IU' },
};
const asNeeded: Activity = {
  ...tablet,
  id: 'spray',
  schedule: { recurrence: { type: 'as_needed', maxPerDay: 3 }, slots: [] },
};

test('what does not differ from the protocol is not kept', () => {
  const drafts = draftsOf([tablet, asNeeded], []);
  expect(overridesOf(drafts)).toEqual([]);
  expect(drafts.some(isChanged)).toBe(false);
  expect(overridesOf([{ ...drafts[0]!, slots: ['evening', 'morning'] }])).toEqual([]);
});

test('what was overridden before stands in the drafts and is kept', () => {
  const overrides = [
    { activityId: 'tablet', slots: ['noon'], dose: { quantity: 2000, unit: 'IU' } },
    { activityId: 'spray', included: false },
  ];
  expect(overridesOf(draftsOf([tablet, asNeeded], overrides))).toEqual(overrides);
});

test('the overrides in force are those of the last segment that has begun', () => {
  const segments = [
    { fromDate: '2026-11-01', version: 1, overrides: [] },
    { fromDate: '2026-11-20', version: 1, overrides: [{ activityId: 'tablet', included: false }] },
  ];
  expect(overridesOn({ segments }, '2026-11-19')).toEqual([]);
  expect(overridesOn({ segments }, '2026-11-20')).toHaveLength(1);
  expect(overridesOn({ segments }, '2026-10-01')).toEqual([]);
});

test('only what is scheduled and included needs a time of day', () => {
  const [first, second] = draftsOf([tablet, asNeeded], []);
  expect(lacksSlots({ ...first!, slots: [] })).toBe(true);
  expect(lacksSlots({ ...first!, slots: [], included: false })).toBe(false);
  expect(lacksSlots(second!)).toBe(false);
});
