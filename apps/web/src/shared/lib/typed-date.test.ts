import { describe, expect, it } from 'vitest';
import { formatTypedDate, parseTypedDate } from './typed-date.ts';

describe('a typed date', () => {
  it.each([
    ['23/11/2026', 'en-GB'],
    ['11/23/2026', 'en-US'],
    ['23.11.2026', 'de'],
    ['2026-11-23', 'en-US'],
    ['3-2-2026', 'en-GB'],
  ])('reads %s in %s', (text, locale) => {
    expect(parseTypedDate(text, locale)).toMatch(/^2026-(11-23|02-03)$/);
  });

  it.each(['31/02/2026', '23/11/26', '23 Nov 2026', '', '23/11', '00/00/2026'])(
    'does not read %s',
    (text) => {
      expect(parseTypedDate(text, 'en-GB')).toBeNull();
    },
  );

  it('comes back as it was written', () => {
    for (const locale of ['en-GB', 'en-US', 'de', 'es', 'sv']) {
      expect(parseTypedDate(formatTypedDate('2026-11-05', locale), locale)).toBe('2026-11-05');
    }
  });
});
