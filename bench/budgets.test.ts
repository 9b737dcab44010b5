import { expect, test } from 'vitest';
import { judge, readBudgets } from './budgets.ts';

const state = (limit: Parameters<typeof judge>[0][string], value: number) =>
  judge({ figure: limit }, { figure: value })[0]?.state;

test('a figure on the right side of its bar meets it', () => {
  expect(state({ atLeast: 0.6 }, 0.6)).toBe('met');
  expect(state({ atMost: 4 }, 4)).toBe('met');
});

test('a figure on the wrong side misses it', () => {
  expect(state({ atLeast: 0.6 }, 0.59)).toBe('missed');
  expect(state({ atMost: 4 }, 5)).toBe('missed');
});

test('a miss that is written down stays visible, and may not grow beyond noise', () => {
  expect(state({ atLeast: 0.6, missedAt: 0.4 }, 0.35)).toBe('known miss');
  expect(state({ atLeast: 0.6, missedAt: 0.4 }, 0.3)).toBe('missed');
  expect(state({ atMost: 3, missedAt: 5 }, 5.5)).toBe('known miss');
  expect(state({ atMost: 3, missedAt: 5 }, 6.5)).toBe('missed');
  expect(state({ atMost: 3, missedAt: 5 }, 2)).toBe('met');
});

test('a bar whose figure was not measured is missed', () => {
  expect(judge({ other: { atLeast: 1 } }, {})[0]?.state).toBe('missed');
});

test('the bars are those that were promised', () => {
  expect(readBudgets()).toMatchObject({
    startToReadyMs: { atMost: 2000 },
    'today.throughputToFloor': { atLeast: 0.6 },
    'today.p99ToFloor': { atMost: 3 },
    'listProtocols.throughputToFloor': { atLeast: 0.6 },
    'checkIn.throughputToFloor': { atLeast: 0.6 },
  });
});
