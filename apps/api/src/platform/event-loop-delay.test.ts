import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type EventLoopDelay, watchEventLoopDelay } from './event-loop-delay.ts';

let nowMs = 0;
let delay: EventLoopDelay;
beforeEach(() => {
  nowMs = 0;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  delay = watchEventLoopDelay();
});
afterEach(() => {
  delay.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** One turn of the timer that comes `lateMs` late. */
const turn = (lateMs: number) => {
  nowMs += 50 + lateMs;
  vi.advanceTimersByTime(50);
};

test('an idle loop is not late', () => {
  for (let time = 0; time < 100; time++) turn(0);
  expect(delay.currentMs()).toBe(0);
});

test('a loop that was held for two seconds is late at once, and forgets it within a few seconds', () => {
  turn(2_000);
  expect(delay.currentMs()).toBeGreaterThan(1_500);
  for (let time = 0; time < 20; time++) turn(0);
  expect(delay.currentMs()).toBeLessThan(700);
  for (let time = 0; time < 40; time++) turn(0);
  expect(delay.currentMs()).toBeLessThan(100);
});

test('a loop that is held again and again is as late as it is held', () => {
  for (let time = 0; time < 30; time++) turn(200);
  expect(delay.currentMs()).toBeGreaterThan(190);
  expect(delay.currentMs()).toBeLessThan(210);
});

test('pauses in between do not hide that half of the time is lost', () => {
  for (let round = 0; round < 20; round++) {
    turn(300);
    for (let time = 0; time < 6; time++) turn(0);
  }
  expect(delay.currentMs()).toBeGreaterThan(80);
});

test('a clock that is set means nothing', () => {
  vi.setSystemTime(new Date('2036-01-01'));
  turn(0);
  expect(delay.currentMs()).toBe(0);
});
