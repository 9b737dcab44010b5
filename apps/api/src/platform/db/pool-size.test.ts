import { expect, test } from 'vitest';
import { poolSize } from './pool-size.ts';

const alone = { wanted: undefined, instances: 1, cores: 2, serverMax: 97 };

test('one process on two cores takes twice (2 × cores + 1) connections', () => {
  expect(poolSize(alone)).toBe(10);
  expect(poolSize({ ...alone, cores: 8 })).toBe(34);
});

test('processes that share a database share its connections, and none is left with too few to work', () => {
  expect(poolSize({ ...alone, cores: 8, instances: 4 })).toBe(9);
  expect(poolSize({ ...alone, instances: 10 })).toBe(4);
});

test('a size that was set is taken', () => {
  expect(poolSize({ ...alone, wanted: 25 })).toBe(25);
});

test('all processes together never ask for more than the server allows', () => {
  expect(poolSize({ ...alone, wanted: 500 })).toBe(92);
  expect(poolSize({ ...alone, wanted: 500, instances: 4 })).toBe(23);
  expect(poolSize({ ...alone, instances: 200 })).toBe(1);
});
