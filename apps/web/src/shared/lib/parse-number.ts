/** Reads a typed number with a point or a comma as its decimal sign; null for anything else. */
export function parseNumber(text: string, fractionDigits: number): number | null {
  const match = /^([+-]?\d{1,12})(?:[.,](\d*))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = match[2] ?? '';
  if (fraction.length > fractionDigits) return null;
  return Number(`${match[1]}.${fraction || '0'}`);
}
