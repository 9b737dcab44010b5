type Range = [first: number, last: number];

/** Runs of consecutive days, in rising order. */
function rangesOf(days: readonly number[]): Range[] {
  const ranges: Range[] = [];
  for (const day of [...new Set(days)].toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && day === last[1] + 1) last[1] = day;
    else ranges.push([day, day]);
  }
  return ranges;
}

function rangeText([first, last]: Range): string {
  if (first === last) return String(first);
  return last === first + 1 ? `${first}, ${last}` : `${first}–${last}`;
}

/** Days as people write them: "1–7, 14, 28". */
export function formatDayList(days: readonly number[]): string {
  return rangesOf(days).map(rangeText).join(', ');
}

/** The same, cut after some ranges; `complete` says whether nothing was left out. */
export function shortenDayList(
  days: readonly number[],
  mostRanges: number,
): { text: string; complete: boolean } {
  const ranges = rangesOf(days);
  const shown = ranges.slice(0, mostRanges);
  return { text: shown.map(rangeText).join(', '), complete: shown.length === ranges.length };
}

/**
 * Reads a typed list such as "1-7, 14, 28": days and spans, parted by commas, semicolons or spaces, each day once and in order.
 * Null when something is no day, a span runs backwards, or a day lies outside 1 to `lastDay`; an empty text has no days.
 */
export function parseDayList(text: string, lastDay: number): number[] | null {
  // Spaces around a dash belong to its span.
  const parts = text
    .replace(/\s*[-–—]\s*/g, '-')
    .split(/[\s,;]+/)
    .filter(Boolean);
  const days = new Set<number>();
  for (const part of parts) {
    const match = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part);
    if (!match) return null;
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (first < 1 || last < first || last > lastDay) return null;
    for (let day = first; day <= last; day++) days.add(day);
  }
  return [...days].toSorted((a, b) => a - b);
}
