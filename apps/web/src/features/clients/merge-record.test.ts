import type { Client } from '@healthprotocol/contracts/clients';
import { expect, test } from 'vitest';
import { mergeRecord } from './merge-record.ts';
import { formOf } from './record-form.ts';

const base: Client = {
  id: '1',
  name: 'Ana',
  email: null,
  birthDate: null,
  pregnancyStatus: 'not_recorded',
  conditions: [{ label: 'Asthma' }],
  medications: [],
  allergies: [],
  timeZone: 'Europe/Madrid',
  dayStartHour: 0,
  units: 'metric',
  careTeam: [],
  login: 'none',
  archivedAt: null,
  createdAt: '2026-11-01T00:00:00Z',
  revision: 1,
};

test('changes to different fields come together without a question', () => {
  const mine = { ...formOf(base), name: 'Ana García' };
  const theirs = { ...base, allergies: [{ label: 'Penicillin' }], revision: 2 };
  const { form, conflicts } = mergeRecord(base, mine, theirs);
  expect(conflicts).toEqual([]);
  expect(form).toMatchObject({ name: 'Ana García', allergies: [{ label: 'Penicillin' }] });
});

test('where both changed a field, what was typed stays and the other is shown', () => {
  const mine = { ...formOf(base), conditions: [{ label: 'Asthma' }, { label: 'Gout' }] };
  const theirs = { ...base, conditions: [], revision: 2 };
  const { form, conflicts } = mergeRecord(base, mine, theirs);
  expect(form.conditions).toHaveLength(2);
  expect(conflicts).toEqual([{ field: 'conditions', theirs: [] }]);
});

test('the same change made twice is no conflict', () => {
  const mine = { ...formOf(base), timeZone: 'Asia/Tokyo' };
  expect(mergeRecord(base, mine, { ...base, timeZone: 'Asia/Tokyo' }).conflicts).toEqual([]);
});
