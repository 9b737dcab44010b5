import type { SafetyCheckForClient } from '@healthprotocol/contracts/assignments';
import type { Activity } from '@healthprotocol/contracts/protocol-content';
import { expect, it } from 'vitest';
import { missingReasons, requestOf, withoutSame, worstFirst } from './assign-state.ts';

function check(clientId: string, ...severities: ('warn' | 'block')[]): SafetyCheckForClient {
  return {
    clientId,
    clientName: clientId,
    timeZone: 'Europe/Madrid',
    today: '2026-11-23',
    pregnancyStatus: 'not_recorded',
    alreadyAssigned: false,
    safety: {
      checkedAt: '2026-11-23T10:00:00Z',
      findings: severities.map((severity) => ({
        ruleId: severity,
        kind: 'condition',
        severity,
        label: 'Asthma',
        matched: 'Asthma',
        rationale: 'Because',
      })),
      notRecorded: [],
      blockReason: null,
    },
  };
}

const walk: Activity = {
  id: 'walk',
  kind: 'exercise',
  title: 'Walk',
  instructions: '',
  phaseId: null,
  schedule: { recurrence: { type: 'daily' }, slots: ['morning'] },
  dose: { quantity: 1, unit: 'tablet' },
};

const client = (id: string) => ({ id, name: id, timeZone: 'Europe/Madrid', assignmentId: `a-${id}` });

it('asks for a reason only where something blocks, and takes no short one', () => {
  const checks = [check('a', 'block'), check('b', 'warn'), check('c', 'block'), check('d')];
  expect(
    missingReasons(checks, { reasons: { a: 'Discussed with the GP', c: '   too short' }, refused: [] }),
  ).toEqual(['c']);
});

it('asks for a reason where the service asked for one, though the check found nothing', () => {
  const checks = [check('a'), check('b')];
  expect(missingReasons(checks, { reasons: {}, refused: ['b'] })).toEqual(['b']);
  expect(worstFirst(checks, ['b']).map(({ clientId }) => clientId)).toEqual(['b', 'a']);
});

it('shows those who are blocked first and keeps the order otherwise', () => {
  const checks = [check('a'), check('b', 'warn'), check('c', 'warn', 'block'), check('d', 'warn')];
  expect(worstFirst(checks, []).map(({ clientId }) => clientId)).toEqual(['c', 'b', 'd', 'a']);
});

it('keeps of an override only what differs from the protocol', () => {
  expect(withoutSame({ activityId: 'walk', slots: ['morning'], included: true }, walk)).toBeUndefined();
  expect(
    withoutSame({ activityId: 'walk', slots: ['evening'], dose: { quantity: 1, unit: 'tablet' } }, walk),
  ).toEqual({ activityId: 'walk', slots: ['evening'] });
  expect(withoutSame({ activityId: 'walk', included: false }, walk)).toEqual({
    activityId: 'walk',
    included: false,
  });
});

it('sends the same ids every time, the reason only where it is needed, and the overrides to all', () => {
  const state = {
    chosen: [client('a'), client('b')],
    startDate: '2026-11-23',
    reasons: { a: ' Agreed with nephrology ', b: 'Left over from before' },
    overrides: { walk: { activityId: 'walk', included: false } },
    refused: [],
  };
  const request = requestOf(state, [check('a', 'block'), check('b')]);
  expect(request).toEqual([
    {
      assignmentId: 'a-a',
      clientId: 'a',
      overrides: [{ activityId: 'walk', included: false }],
      blockReason: 'Agreed with nephrology',
    },
    { assignmentId: 'a-b', clientId: 'b', overrides: [{ activityId: 'walk', included: false }] },
  ]);
  expect(requestOf(state, [check('a', 'block'), check('b')])).toEqual(request);
});
