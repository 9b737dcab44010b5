import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTime } from './in-time.ts';

test('an answer in time is given, and so is its failure', async () => {
  expect(await inTime(sleep(5, 'answer'), 100)).toBe('answer');
  await expect(inTime(Promise.reject(new Error('refused')), 100)).rejects.toThrow('refused');
});

test('what takes longer is late', async () => {
  const start = performance.now();
  await expect(inTime(sleep(2_000), 100)).rejects.toThrow('late');
  expect(performance.now() - start).toBeLessThan(1_000);
});

test('a process that is busy itself, again and again, does not take others for late', async () => {
  const busy = setInterval(() => {
    const end = performance.now() + 80;
    while (performance.now() < end);
  }, 1);
  try {
    // Three turns of the loop: 240 ms and more in all.
    let turns = 0;
    const work = new Promise((resolve) => {
      const turn = () => (++turns === 3 ? resolve('answer') : setImmediate(turn));
      setImmediate(turn);
    });
    expect(await inTime(work, 200)).toBe('answer');
  } finally {
    clearInterval(busy);
  }
});
