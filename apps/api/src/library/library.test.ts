import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measure, ProtocolContent } from '@healthprotocol/contracts';
import { addDays, dueDays, PLAN_LIMITS, planSize } from '@healthprotocol/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sanitiseHtml } from '../features/protocols/sanitise-content.ts';
import { LIBRARY_DIRECTORY, loadLibrary } from './library.ts';
import { parseProtocolFile, serialiseProtocolFile } from './protocol-file.ts';

const library = await loadLibrary();

/** The mod-10 check digit of a LOINC code (LOINC Users' Guide, appendix on the check digit). */
function hasValidCheckDigit(loinc: string): boolean {
  const [digits = '', check] = loinc.split('-');
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10) === check;
}

function measuresOf({ activities, goals }: ProtocolContent): Measure[] {
  return [
    ...activities.flatMap(({ measures }) => measures ?? []),
    ...goals.flatMap(({ measure }) => measure ?? []),
  ];
}

function loincCodesOf(content: ProtocolContent): string[] {
  const instruments = content.activities.flatMap(({ questionnaire }) => questionnaire?.loinc ?? []);
  return [...measuresOf(content).map(({ loinc }) => loinc), ...instruments];
}

/** The protocol days on which nothing is due for at least one weekday of the start, whatever is open as needed. */
function emptyDays(content: ProtocolContent): number[] {
  const scheduled = content.activities.filter(({ schedule }) => schedule.recurrence.type !== 'as_needed');
  const empty = new Set<number>();
  for (let offset = 0; offset < 7; offset += 1) {
    const start = addDays('2026-11-23', offset);
    const due = new Set(scheduled.flatMap((activity) => dueDays(activity, content, start)));
    for (let day = 1; day <= content.durationDays; day += 1) if (!due.has(day)) empty.add(day);
  }
  return [...empty];
}

function wordsOf(html: string): string[] {
  return html
    .replace(/<[^>]+>/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');
}

describe('the library', () => {
  it('holds at least 14 protocols, each under a key and a title of its own', () => {
    expect(library.length).toBeGreaterThanOrEqual(14);
    expect(new Set(library.map(({ content }) => content.title)).size).toBe(library.length);
  });

  it('describes every protocol in its README', async () => {
    const readme = await readFile(join(LIBRARY_DIRECTORY, '..', 'README.md'), 'utf8');
    const [table = ''] = readme.split('## The format');
    const listed = [...table.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, key]) => key);
    expect(listed).toEqual(library.map(({ key }) => key));
  });
});

describe.each(library)('$key', ({ path, content }) => {
  it('is written in the file just as it is exported', async () => {
    const text = await readFile(path, 'utf8');
    expect(parseProtocolFile(serialiseProtocolFile(content))).toEqual(content);
    expect(serialiseProtocolFile(content)).toBe(text);
  });

  it('has something to do, something to aim at, sources, and reasons not to give it', () => {
    expect(content.activities.length).toBeGreaterThan(0);
    expect(content.goals.length).toBeGreaterThan(0);
    expect(content.contraindications.length).toBeGreaterThan(0);
    expect(content.evidence.some(({ checkedOn }) => checkedOn === content.library?.checkedOn)).toBe(true);
    for (const { checkedOn = '' } of content.evidence) {
      expect(checkedOn <= (content.library?.checkedOn ?? '')).toBe(true);
    }
  });

  it('uses LOINC codes with a valid check digit, and ranges that bound what is true', () => {
    for (const code of loincCodesOf(content)) expect(hasValidCheckDigit(code), code).toBe(true);
    for (const { plausibleLow, plausibleHigh, targetLow, targetHigh } of measuresOf(content)) {
      expect(plausibleLow).toBeLessThan(plausibleHigh ?? Number.NaN);
      for (const target of [targetLow, targetHigh]) {
        if (target === undefined) continue;
        expect(target).toBeGreaterThanOrEqual(plausibleLow ?? Number.NaN);
        expect(target).toBeLessThanOrEqual(plausibleHigh ?? Number.NaN);
      }
    }
  });

  it('uses every phase', () => {
    const unused = content.phases.filter(({ startDay, endDay }) =>
      content.activities.every(
        (activity) =>
          !dueDays(activity, content, '2026-11-23').some((day) => day >= startDay && day <= endDay),
      ),
    );
    expect(unused).toEqual([]);
  });

  it('asks for at most a fifth of what a plan may hold', () => {
    const { perDay, inAll } = planSize(content);
    expect(perDay).toBeLessThanOrEqual(PLAN_LIMITS.occurrencesPerDay / 5);
    expect(inAll).toBeLessThanOrEqual(PLAN_LIMITS.occurrences / 5);
    expect(Buffer.byteLength(JSON.stringify(content))).toBeLessThanOrEqual(PLAN_LIMITS.contentBytes / 5);
  });

  it('has every activity due at least once', () => {
    const never = content.activities.filter(
      (activity) => dueDays(activity, content, '2026-11-23').length === 0,
    );
    expect(never.map(({ id }) => id)).toEqual([]);
  });

  it('has something due on every day, or a phase that says why not', () => {
    const explained = content.phases.filter(({ description }) =>
      /rest days?\b|nothing (?:else )?is due/i.test(description),
    );
    const unexplained = emptyDays(content).filter(
      (day) => !explained.some(({ startDay, endDay }) => day >= startDay && day <= endDay),
    );
    expect(unexplained).toEqual([]);
  });

  it('explains itself in 150 to 500 words of rich text that the server keeps as it is', () => {
    expect(wordsOf(content.content).length).toBeGreaterThanOrEqual(150);
    expect(wordsOf(content.content).length).toBeLessThanOrEqual(500);
    // Otherwise an import and an export would not give the file back.
    expect(sanitiseHtml(content.content)).toBe(content.content);
    for (const [, address] of content.content.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^https:/);
  });
});

describe('a library folder with mistakes', () => {
  let directory = '';

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'library-'));
  });

  afterAll(() => rm(directory, { recursive: true }));

  it('is refused as a whole, and names each file and what is wrong with it', async () => {
    await writeFile(join(directory, 'broken.yaml'), 'title: [\n');
    await writeFile(join(directory, 'other-name.yaml'), serialiseProtocolFile(library[0]!.content));
    await writeFile(join(directory, 'notes.txt'), 'Not a protocol');
    const problem = await loadLibrary(directory).catch((error: unknown) => String(error));
    expect(problem).toMatch(/broken\.yaml\nline \d/);
    expect(problem).toMatch(
      /other-name\.yaml\nline 1, library\.key: must be other-name, the name of the file/,
    );
    expect(problem).not.toContain('notes.txt');
  });
});
