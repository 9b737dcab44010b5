import type { ProtocolDifference as ContractDifference, ProtocolContent } from '@healthprotocol/contracts';
import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import { activity, daily } from '../test/plans.ts';
import { anyProtocol, protocol } from '../test/protocols.ts';
import { type ProtocolDifference, protocolDifferences } from './version-differences.ts';

const LISTS = {
  phase: 'phases',
  activity: 'activities',
  goal: 'goals',
  contraindication: 'contraindications',
} as const;

const steps = (...ids: string[]) => protocol({ activities: ids.map((id) => activity(id, daily('noon'))) });
const inWords = (before: ProtocolContent, after: ProtocolContent) =>
  protocolDifferences(before, after).map(({ part, change, id, field, before: was, after: is }) =>
    [change, part, id, field, change === 'moved' ? `${was} to ${is}` : undefined].filter(Boolean).join(' '),
  );

// Does to `before` what the differences say, knowing nothing of `after`.
function applied(before: ProtocolContent, differences: ProtocolDifference[]): Record<string, unknown> {
  const result: Record<string, unknown> = { ...before };
  const ofPart = (part: string) => differences.filter((difference) => difference.part === part);
  const setField = (target: Record<string, unknown>, { field, after }: ProtocolDifference) => {
    if (after === undefined) delete target[field!];
    else target[field!] = after;
  };
  for (const difference of ofPart('protocol')) setField(result, difference);
  for (const [part, list] of Object.entries(LISTS)) {
    const parts = new Map<string, Record<string, unknown>>(
      before[list].map((value) => [value.id, { ...value }]),
    );
    for (const difference of ofPart(part)) {
      if (difference.change === 'added')
        parts.set(difference.id, difference.after as Record<string, unknown>);
      if (difference.change === 'removed') parts.delete(difference.id);
      if (difference.change === 'changed') setField(parts.get(difference.id)!, difference);
    }
    result[list] = parts;
  }
  return result;
}

test('the contract takes differences as they are', () => {
  expectTypeOf<ProtocolDifference>().toExtend<ContractDifference>();
  expect(protocolDifferences(protocol(), protocol())).toEqual([]);
});

test('a version does not differ from itself, nor from itself with its keys in another order', () => {
  const reordered = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reordered);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, inner]) => [key, reordered(inner)]),
    );
  };
  fc.assert(
    fc.property(anyProtocol, (one) => {
      expect(protocolDifferences(one, structuredClone(one))).toEqual([]);
      expect(protocolDifferences(one, reordered(one) as ProtocolContent)).toEqual([]);
    }),
  );
});

test('applying the differences to the one gives the other', () => {
  fc.assert(
    fc.property(anyProtocol, anyProtocol, (before, after) => {
      const result = applied(before, protocolDifferences(before, after));
      const { evidence: _, ...compared } = after;
      for (const [key, value] of Object.entries(compared)) {
        const parts = result[key];
        if (!(parts instanceof Map)) expect(parts).toEqual(value);
        else expect(parts).toEqual(new Map((value as { id: string }[]).map((part) => [part.id, part])));
      }
    }),
    { numRuns: 200 },
  );
});

test('what is not said to have moved keeps its order', () => {
  const anyOrder = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f']);
  fc.assert(
    fc.property(anyOrder, anyOrder, (before, after) => {
      const differences = protocolDifferences(steps(...before), steps(...after));
      const moved = new Set(differences.filter(({ change }) => change === 'moved').map(({ id }) => id));
      const still = (own: string[], other: string[]) =>
        own.filter((id) => other.includes(id) && !moved.has(id));
      expect(still(before, after)).toEqual(still(after, before));
    }),
  );
});

test('one part carried elsewhere is one move', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  fc.assert(
    fc.property(fc.nat({ max: 4 }), fc.nat({ max: 4 }), (from, to) => {
      const after = ids.toSpliced(from, 1).toSpliced(to, 0, ids[from]!);
      const moves = protocolDifferences(steps(...ids), steps(...after));
      expect(moves).toHaveLength(from === to ? 0 : 1);
    }),
  );
  expect(inWords(steps('a', 'b', 'c', 'd'), steps('b', 'c', 'd', 'a'))).toEqual(['moved activity a 1 to 4']);
  expect(inWords(steps('a', 'b'), steps('new', 'a', 'b'))).toEqual(['added activity new']);
  expect(inWords(steps('a', 'b', 'c'), steps('b', 'c'))).toEqual(['removed activity a']);
});

test('fields and parts are named with what they were and are', () => {
  const walk = activity('walk', daily('noon'), { title: 'Walk' });
  const before = protocol({
    activities: [walk, activity('rest', daily('evening'))],
    phases: [{ id: 'p', title: 'Start', description: '', startDay: 1, endDay: 7 }],
  });
  const longer = { ...walk, title: 'Walk fast', dose: { quantity: 30, unit: 'min' } };
  const after = protocol({
    durationDays: 30,
    activities: [longer],
    phases: [{ id: 'p', title: 'Start', description: '', startDay: 1, endDay: 9 }],
    goals: [{ id: 'far', title: 'Walk far' }],
  });
  expect(protocolDifferences(before, after)).toEqual([
    { part: 'protocol', change: 'changed', id: '', title: '', field: 'durationDays', before: 28, after: 30 },
    { part: 'phase', change: 'changed', id: 'p', title: 'Start', field: 'endDay', before: 7, after: 9 },
    {
      part: 'activity',
      change: 'changed',
      id: 'walk',
      title: 'Walk fast',
      field: 'title',
      before: 'Walk',
      after: 'Walk fast',
    },
    {
      part: 'activity',
      change: 'changed',
      id: 'walk',
      title: 'Walk fast',
      field: 'dose',
      before: undefined,
      after: { quantity: 30, unit: 'min' },
    },
    { part: 'activity', change: 'removed', id: 'rest', title: 'rest', before: before.activities[1] },
    { part: 'goal', change: 'added', id: 'far', title: 'Walk far', after: after.goals[0] },
  ]);
});

test('evidence is told apart by address, and by turn where one is cited twice; contraindications are named by label', () => {
  const cited = (citation: string, url = 'https://who.int/a') => ({ citation, url, year: 2024 });
  const rule = { kind: 'pregnancy' as const, id: 'r', severity: 'warn' as const, rationale: 'Unknown' };
  const condition = { ...rule, kind: 'condition' as const, id: 'c', label: 'Angina', terms: [], codes: [] };
  const before = protocol({ evidence: [cited('One'), cited('Two'), cited('Three', 'https://cdc.gov/b')] });
  const after = protocol({
    evidence: [cited('One'), cited('Second'), cited('New', 'https://nice.org.uk/c')],
    contraindications: [{ ...rule, statuses: ['pregnant'] }, condition],
  });
  expect(
    protocolDifferences(before, after).map(
      ({ part, change, id, title }) => `${change} ${part} ${id} ${title}`,
    ),
  ).toEqual([
    'added contraindication r ',
    'added contraindication c Angina',
    'changed evidence https://who.int/a Second',
    'added evidence https://nice.org.uk/c New',
    'removed evidence https://cdc.gov/b Three',
  ]);
});
