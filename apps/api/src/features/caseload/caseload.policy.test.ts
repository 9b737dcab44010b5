import type { AttentionReason } from '@healthprotocol/contracts';
import { ProtocolContent } from '@healthprotocol/contracts';
import { describe, expect, test } from 'vitest';
import {
  dropReason,
  MOST_ATTENTION,
  type Report,
  reportReasons,
  silentReason,
  urgencyOf,
  worstClientsFirst,
  worstFirst,
} from './caseload.policy.ts';

const sum = (done: number, due: number, answered = done) => ({ due, done, answered });

describe('a drop in adherence', () => {
  test.each([
    [sum(20, 20), sum(16, 20), [100, 80]],
    [sum(20, 20), sum(17, 20), null],
    [sum(92, 100), sum(61, 100), [92, 61]],
    [sum(1, 3), sum(0, 5, 1), [33, 0]],
    [sum(10, 20), sum(20, 20), null],
  ])('from %j to %j: %j', (earlier, later, expected) => {
    const reason = dropReason(earlier, later);
    expect(reason && 'fromPercent' in reason && [reason.fromPercent, reason.toPercent]).toEqual(expected);
  });

  test.each([
    ['nothing was due before', sum(0, 0), sum(0, 10, 1)],
    ['nothing was due since', sum(10, 10), sum(0, 0)],
    ['nothing came since, which is silence', sum(10, 10), sum(0, 10, 0)],
    ['nothing came before', sum(0, 10, 0), sum(0, 10, 1)],
  ])('is not told where %s', (_name, earlier, later) => {
    expect(dropReason(earlier, later)).toBeNull();
  });
});

test('silence is told from as many days on as the organization waits', () => {
  const since = { lastCheckInDate: '2026-11-18', firstUnansweredDate: '2026-11-19' };
  expect(silentReason(since, '2026-11-23', 4)).toEqual({
    kind: 'silent',
    days: 4,
    lastCheckInDate: '2026-11-18',
  });
  expect(silentReason(since, '2026-11-22', 4)).toBeNull();
});

describe('what check-ins report', () => {
  const weight = {
    loinc: '29463-7',
    display: 'Weight',
    unit: 'kg',
    precision: 1,
    targetLow: 60,
    targetHigh: 80,
  };
  const pulse = { loinc: '8867-4', display: 'Pulse', unit: '/min', targetHigh: 100 };
  const schedule = { recurrence: { type: 'daily' }, slots: ['morning'] };
  const content = ProtocolContent.parse({
    title: 'A protocol',
    durationDays: 30,
    activities: [
      { id: 'scale', kind: 'measurement', title: 'Step on the scale', schedule, measures: [weight, pulse] },
      { id: 'pill', kind: 'medication', title: 'Take a pill', schedule },
    ],
  });
  const [scale, pill] = content.activities;
  const report = (fields: Partial<Report>): Report => ({
    activity: scale!,
    localDate: '2026-11-20',
    outOfTarget: true,
    sideEffect: false,
    readings: [],
    ...fields,
  });
  const weighed = (localDate: string, value: number, unit = 'kg') =>
    report({ localDate, readings: [{ loinc: '29463-7', value, unit }] });

  test('the newest value out of target stands for all, in the unit of the measure, with how often it happened', () => {
    const reports = [
      weighed('2026-11-20', 81),
      weighed('2026-11-22', 200, '[lb_av]'),
      weighed('2026-11-21', 55),
    ];
    expect(reportReasons(reports)).toEqual([
      {
        kind: 'out_of_target',
        measure: 'Weight',
        value: 90.7,
        unit: 'kg',
        targetLow: 60,
        targetHigh: 80,
        times: 3,
        date: '2026-11-22',
      },
    ]);
  });

  test('only the measure that is out of target is named', () => {
    const readings = [
      { loinc: '29463-7', value: 70, unit: 'kg' },
      { loinc: '8867-4', value: 120, unit: '/min' },
    ];
    expect(reportReasons([report({ readings })])).toMatchObject([
      { measure: 'Pulse', value: 120, targetHigh: 100, times: 1 },
    ]);
  });

  test('side effects are told once for each activity, the newest', () => {
    const effect = (localDate: string) =>
      report({ localDate, activity: pill!, outOfTarget: false, sideEffect: true });
    expect(reportReasons([effect('2026-11-18'), effect('2026-11-21'), effect('2026-11-19')])).toEqual([
      { kind: 'side_effect', activityTitle: 'Take a pill', date: '2026-11-21' },
    ]);
  });
});

describe('the worst come first', () => {
  const drop = (toPercent: number): AttentionReason => ({
    kind: 'adherence_dropped',
    fromPercent: 90,
    toPercent,
    days: 14,
  });
  const silent = (days: number): AttentionReason => ({ kind: 'silent', days, lastCheckInDate: null });
  const effect: AttentionReason = { kind: 'side_effect', activityTitle: 'A pill', date: '2026-11-20' };
  const high = (times: number): AttentionReason => ({
    kind: 'out_of_target',
    measure: 'Pulse',
    value: 120,
    unit: '/min',
    times,
    date: '2026-11-20',
  });
  const ends: AttentionReason = {
    kind: 'ends_soon',
    assignmentId: 'a',
    protocolTitle: 'A protocol',
    lastDate: '2026-11-25',
  };

  test('within a client', () => {
    const reasons = [ends, silent(5), drop(60), high(1), high(4), effect];
    expect(worstFirst(reasons)).toEqual([effect, high(4), high(1), drop(60), silent(5), ends]);
  });

  test('between clients: by the worst reason, then how many, then how bad, then the name', () => {
    const client = (clientName: string, ...reasons: AttentionReason[]) => ({ clientName, reasons });
    const clients = [
      client('Ends', ends),
      client('Nothing'),
      client('B silent 5', silent(5)),
      client('A silent 5', silent(5)),
      client('Silent 9', silent(9)),
      client('Drop', drop(60)),
      client('Drop and silent', drop(65), silent(4)),
      client('Effect', effect),
    ];
    expect(worstClientsFirst(clients).map(({ clientName }) => clientName)).toEqual([
      'Effect',
      'Drop and silent',
      'Drop',
      'Silent 9',
      'A silent 5',
      'B silent 5',
      'Ends',
    ]);
  });

  test('and there are never more than a person can look through', () => {
    const clients = Array.from({ length: MOST_ATTENTION + 1 }, (_, index) => ({
      clientName: `${index}`,
      reasons: [silent(index + 1)],
    }));
    expect(worstClientsFirst(clients)).toHaveLength(MOST_ATTENTION);
  });
});

describe('how much a client calls for somebody', () => {
  const silent: AttentionReason = { kind: 'silent', days: 5, lastCheckInDate: null };
  const effect: AttentionReason = { kind: 'side_effect', activityTitle: 'Walk', date: '2026-11-22' };

  test('is nothing without a reason, and decided by the worst reason before how many there are', () => {
    expect(urgencyOf([])).toBeNull();
    expect(urgencyOf([effect])!).toBeGreaterThan(urgencyOf(Array.from({ length: 200 }, () => silent))!);
    expect(urgencyOf([silent, silent])!).toBeGreaterThan(urgencyOf([{ ...silent, days: 2_000_000 }])!);
  });

  test('is kept in 32 bits, however bad it is', () => {
    const worst = Array.from({ length: 1000 }, (): AttentionReason => ({ ...silent, days: 4_000_000 }));
    expect(urgencyOf([effect, ...worst])!).toBeLessThan(2 ** 31);
  });
});
