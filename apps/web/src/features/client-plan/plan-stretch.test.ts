import { describe, expect, it } from 'vitest';
import { stretchOf } from './plan-stretch.ts';

describe('the days that the plan shows', () => {
  it("are the week around a date, from the reader's first weekday", () => {
    expect(stretchOf('week', '2026-11-25', 'en-GB')).toEqual({ from: '2026-11-23', to: '2026-11-29' });
    expect(stretchOf('week', '2026-11-25', 'en-US')).toEqual({ from: '2026-11-22', to: '2026-11-28' });
  });

  it('are the whole weeks of a month, never more than may be asked for at once', () => {
    expect(stretchOf('month', '2026-11-25', 'en-GB')).toEqual({ from: '2026-10-26', to: '2026-12-06' });
  });
});
