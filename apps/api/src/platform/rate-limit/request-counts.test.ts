import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RedisClient } from '../redis/connect-redis.ts';
import { createRequestCounts, type RequestCounts } from './request-counts.ts';

/** Does what the script does, with a clock of its own; `answers` can be made to fail or to be late. */
function fakeRedis() {
  const totals = new Map<string, { total: number; endsAtMs: number }>();
  const fake = {
    calls: 0,
    answers: async (numbers: unknown[]): Promise<unknown> => numbers,
    flush: () => totals.clear(),
    eval: (_script: string, { keys, arguments: values }: { keys: string[]; arguments: string[] }) => {
      fake.calls++;
      const answer = keys.flatMap((key, index) => {
        const live = totals.get(key);
        const count =
          live && live.endsAtMs > nowMs ? live : { total: 0, endsAtMs: nowMs + Number(values.at(-1)) };
        count.total += Number(values[index]);
        totals.set(key, count);
        return [count.total, count.endsAtMs - nowMs];
      });
      return fake.answers(answer);
    },
  };
  return { fake, client: fake as unknown as RedisClient };
}

let nowMs = 0;
const open: RequestCounts[] = [];
const countsWith = (client?: RedisClient, maxKeys?: number): RequestCounts => {
  const counts = createRequestCounts(client, () => nowMs, maxKeys);
  open.push(counts);
  return counts;
};
const add = (counts: RequestCounts, times: number, limit = 'read-user', who = '1') => {
  for (let time = 0; time < times; time++) counts.add(counts.of(limit, who));
};
/** Lets time pass for the counts and for the timers that exchange them. */
async function pass(ms: number): Promise<void> {
  nowMs += ms;
  await vi.advanceTimersByTimeAsync(ms);
}

beforeEach(() => {
  nowMs = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  for (const counts of open.splice(0)) counts.close();
  vi.useRealTimers();
});

test('requests are counted for a minute from the first one', async () => {
  const counts = countsWith();
  add(counts, 3);
  expect(counts.of('read-user', '1').used).toBe(3);
  expect(counts.leftMs(counts.of('read-user', '1'))).toBe(60_000);
  await pass(59_999);
  add(counts, 1);
  expect(counts.of('read-user', '1').used).toBe(4);
  await pass(1);
  expect(counts.of('read-user', '1').used).toBe(0);
});

test('two processes know of each other within 200 ms, in one call for all keys', async () => {
  const { fake, client } = fakeRedis();
  const [a, b] = [countsWith(client), countsWith(client)];
  add(a, 5);
  add(a, 1, 'read-organization', '1');
  add(b, 7);
  expect(fake.calls).toBe(0);
  await pass(200);
  expect(fake.calls).toBe(2);
  add(a, 1);
  await pass(200);
  expect(a.of('read-user', '1').used).toBe(13);
  expect(b.of('read-user', '1').used).toBe(12);
  add(b, 1);
  await pass(200);
  expect(b.of('read-user', '1').used).toBe(14);
});

test('a window that began elsewhere ends here at the same time', async () => {
  const { client } = fakeRedis();
  const [a, b] = [countsWith(client), countsWith(client)];
  add(a, 5);
  await pass(200);
  await pass(40_000);
  add(b, 1);
  await pass(200);
  expect(b.of('read-user', '1').used).toBe(6);
  expect(b.leftMs(b.of('read-user', '1'))).toBe(60_000 - 40_200);
  await pass(20_000);
  expect(b.of('read-user', '1').used).toBe(0);
});

test('the next window takes over nothing of the last one', async () => {
  const { client } = fakeRedis();
  const [a, b] = [countsWith(client), countsWith(client)];
  add(a, 500);
  await pass(200);
  await pass(60_000);
  add(b, 2);
  await pass(200);
  add(a, 3);
  await pass(200);
  expect(a.of('read-user', '1').used).toBe(5);
});

test('while Redis is away each process goes on by its own count, and loses none of it when Redis comes back empty', async () => {
  const { fake, client } = fakeRedis();
  const counts = countsWith(client);
  add(counts, 10);
  await pass(200);
  fake.answers = async () => Promise.reject(new Error('Socket closed unexpectedly'));
  add(counts, 10);
  await pass(200);
  expect(counts.of('read-user', '1').used).toBe(20);
  fake.flush();
  fake.answers = async (numbers) => numbers;
  add(counts, 1);
  await pass(200);
  expect(counts.of('read-user', '1').used).toBe(21);
});

test.each([
  ['text', 'garbage'],
  ['too few numbers', [1]],
  ['no numbers', ['a', 'b']],
])('an answer of Redis that is %s is no answer', async (_name, answer) => {
  const { fake, client } = fakeRedis();
  fake.answers = async () => answer;
  const counts = countsWith(client);
  add(counts, 2);
  expect(await counts.agree([counts.of('read-user', '1')], 100)).toBe(false);
  await pass(200);
  expect(counts.of('read-user', '1').used).toBe(2);
});

test('asking Redis takes no longer than the patience that is given', async () => {
  const { fake, client } = fakeRedis();
  fake.answers = (numbers) => new Promise((resolve) => setTimeout(resolve, 2_000, numbers));
  const counts = countsWith(client);
  add(counts, 1, 'sign_in-user', '1');
  let answered: boolean | undefined;
  void counts.agree([counts.of('sign_in-user', '1')], 100).then((result) => {
    answered = result;
  });
  await pass(99);
  expect(answered).toBeUndefined();
  await pass(1);
  expect(answered).toBe(false);
});

test('a slow Redis is asked once at a time', async () => {
  const { fake, client } = fakeRedis();
  fake.answers = (numbers) => new Promise((resolve) => setTimeout(resolve, 2_000, numbers));
  const counts = countsWith(client);
  for (let round = 0; round < 9; round++) {
    add(counts, 1);
    await pass(200);
  }
  expect(fake.calls).toBe(1);
  expect(counts.of('read-user', '1').used).toBe(9);
});

test('a process that was busy itself while Redis answered does not take Redis for late', async () => {
  vi.useRealTimers();
  const { fake, client } = fakeRedis();
  fake.answers = async (numbers) => {
    for (const ms of [5, 5]) await new Promise((resolve) => setTimeout(resolve, ms));
    return numbers;
  };
  const counts = countsWith(client);
  const agreed = counts.agree([counts.of('sign_in-user', '1')], 100);
  const busyUntil = performance.now() + 250;
  while (performance.now() < busyUntil);
  expect(await agreed).toBe(true);
});

test('asking without Redis is answered at once: the count here is the truth', async () => {
  const counts = countsWith();
  expect(await counts.agree([counts.of('sign_in-user', '1')], 100)).toBe(true);
});

test('no flood of addresses fills the memory: the oldest keys are forgotten', () => {
  const counts = countsWith(undefined, 100);
  for (let address = 0; address < 1_000; address++) counts.add(counts.of('read-address', String(address)));
  expect(counts.of('read-address', '900').used).toBe(1);
  expect(counts.of('read-address', '999').used).toBe(1);
  expect(counts.of('read-address', '0').used).toBe(0);
});
