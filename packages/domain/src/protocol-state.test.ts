import type { ProtocolStatus as ContractStatus, ERRORS } from '@healthprotocol/contracts';
import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { activity, daily } from '../test/plans.ts';
import { protocol } from '../test/protocols.ts';
import {
  type ProtocolAction,
  type ProtocolProblem,
  type ProtocolStatus,
  type PublishProblem,
  protocolActionProblem,
  protocolAfter,
  publishProblems,
} from './protocol-state.ts';

const STATUSES = ['draft', 'published', 'retired'] as const;
const ACTIONS = ['edit', 'publish', 'assign', 'retire'] as const;

test('every action on every status leads where it should', () => {
  expectTypeOf<ProtocolStatus>().toEqualTypeOf<ContractStatus>();
  expectTypeOf<ProtocolProblem | PublishProblem['code']>().toExtend<keyof typeof ERRORS>();
  const table = STATUSES.map((status) =>
    ACTIONS.map((action) => {
      const after = protocolAfter(status, action);
      expect(protocolActionProblem(status, action)).toBe(after.ok ? null : after.problem);
      return after.ok ? after.status : after.problem;
    }),
  );
  expect(table).toEqual([
    ['draft', 'published', 'protocol_not_published', 'protocol_not_published'],
    ['published', 'published', 'published', 'retired'],
    ['protocol_retired', 'protocol_retired', 'protocol_retired', 'protocol_retired'],
  ]);
});

test('no sequence of actions leads back to draft or out of retired', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<ProtocolAction>(...ACTIONS)), (actions) => {
      let status: ProtocolStatus = 'draft';
      for (const action of actions) {
        const after = protocolAfter(status, action);
        const next: ProtocolStatus = after.ok ? after.status : status;
        expect(STATUSES.indexOf(next)).toBeGreaterThanOrEqual(STATUSES.indexOf(status));
        status = next;
      }
    }),
  );
});

test('an empty protocol and an unchanged draft cannot be published', () => {
  const walking = protocol({ activities: [activity('walk', daily('noon'))] });
  expect(publishProblems(protocol())).toEqual([{ path: ['activities'], code: 'protocol_empty' }]);
  expect(publishProblems(walking)).toEqual([]);
  expect(publishProblems(walking, structuredClone(walking))).toEqual([
    { path: [], code: 'protocol_unchanged' },
  ]);
  expect(publishProblems(walking, { ...walking, title: 'Walking more' })).toEqual([]);
});
