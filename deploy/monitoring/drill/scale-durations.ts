const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A duration as Prometheus writes it, so many times shorter; never below `leastMs`. */
export function shorten(duration: string, factor: number, leastMs = 1): string {
  const [, amount = '', unit = ''] = /^(\d+)([smhd])$/.exec(duration) ?? [];
  const seconds = SECONDS[unit];
  if (!seconds) throw new Error(`${duration} is not a duration`);
  return `${Math.max(leastMs, Math.round((Number(amount) * seconds * 1000) / factor))}ms`;
}

/** An expression whose ranges are so many times shorter. Numbers it compares with, such as 26 hours, stay. */
export const shortenRanges = (expr: string, factor: number): string =>
  expr.replaceAll(/\[(\d+[smhd])\]/g, (_, range: string) => `[${shorten(range, factor)}]`);
