import type { CheckInWithActivity } from '@healthprotocol/contracts/check-ins';
import { expect, test } from 'vitest';
import { streamOf } from './check-in-stream.ts';

function entry(
  fields: Partial<CheckInWithActivity> & { id: string; receivedAt: string },
): CheckInWithActivity {
  return {
    assignmentId: 'a',
    activityId: 'walk',
    localDate: '2026-11-23',
    slot: 'morning',
    status: 'done',
    amount: null,
    readings: [],
    score: null,
    skipReason: null,
    note: '',
    recordedAt: fields.receivedAt,
    recordedBy: 'Ana',
    onBehalf: false,
    activityTitle: 'Walk',
    protocolTitle: 'A protocol',
    ...fields,
  };
}

test('a later answer to the same occurrence replaces the one before, an undone one takes it back', () => {
  const [day] = streamOf(
    [
      entry({ id: '4', status: 'undone', receivedAt: '2026-11-23T10:00:00Z', slot: 'evening' }),
      entry({ id: '3', receivedAt: '2026-11-23T09:30:00Z', slot: 'evening' }),
      entry({ id: '2', status: 'skipped', receivedAt: '2026-11-23T09:00:00Z' }),
      entry({ id: '1', receivedAt: '2026-11-23T08:00:00Z' }),
    ],
    'Europe/Madrid',
  );
  expect(day?.entries.map(({ checkIn, standing }) => [checkIn.id, standing])).toEqual([
    ['4', 'current'],
    ['3', 'undone'],
    ['2', 'current'],
    ['1', 'replaced'],
  ]);
});

test('what a device sent late does not replace what was recorded after it', () => {
  const late = entry({ id: '2', receivedAt: '2026-11-23T12:00:00Z', recordedAt: '2026-11-23T07:00:00Z' });
  const [day] = streamOf([late, entry({ id: '1', receivedAt: '2026-11-23T08:00:00Z' })], 'UTC');
  expect(day?.entries.map(({ standing }) => standing)).toEqual(['replaced', 'current']);
});

test('days are those of the client', () => {
  const instants = ['2026-11-23T23:30:00Z', '2026-11-23T22:30:00Z'];
  const checkIns = instants.map((receivedAt, index) =>
    entry({ id: `${index}`, receivedAt, slot: `0${index}:00` }),
  );
  expect(streamOf(checkIns, 'Europe/Madrid').map(({ date }) => date)).toEqual(['2026-11-24', '2026-11-23']);
  expect(streamOf(checkIns, 'America/New_York')).toHaveLength(1);
});
