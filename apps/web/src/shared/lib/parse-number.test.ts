import { describe, expect, it } from 'vitest';
import { parseNumber } from './parse-number.ts';

describe('a typed number', () => {
  it.each([
    ['72', 0, 72],
    ['72,5', 1, 72.5],
    [' 72.50 ', 2, 72.5],
    ['-3.', 1, -3],
  ])('reads %j', (text, digits, value) => {
    expect(parseNumber(text, digits)).toBe(value);
  });

  it.each(['', '7 2', '72,55', '1e3', '1.000,5', 'NaN', '٧٢'])('does not read %j with one digit', (text) => {
    expect(parseNumber(text, 1)).toBeNull();
  });
});
