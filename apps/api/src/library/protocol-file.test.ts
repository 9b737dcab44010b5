import { ProtocolContent, type ProtocolContentInput } from '@healthprotocol/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProtocolFileError, parseProtocolFile, serialiseProtocolFile } from './protocol-file.ts';

const walking: ProtocolContentInput = {
  content: '<h2>Why</h2>\n<p>Because it helps.</p>',
  title: 'Walk every day',
  durationDays: 14,
  category: 'exercise',
  phases: [{ id: 'start', title: 'Start', startDay: 1, endDay: 14 }],
  activities: [
    {
      id: 'walk',
      kind: 'exercise',
      title: 'Walk',
      instructions: 'First line\nSecond line',
      phaseId: 'start',
      schedule: { recurrence: { type: 'daily' }, slots: ['morning', '18:30'] },
      target: { value: 30, unit: 'min' },
    },
    {
      id: 'rest',
      kind: 'habit',
      title: 'Sit down',
      schedule: { recurrence: { type: 'as_needed', maxPerDay: 3 }, slots: [] },
    },
  ],
  contraindications: [
    {
      id: 'fracture',
      kind: 'condition',
      severity: 'block',
      rationale: 'A recent fracture has to heal first.',
      label: 'Fracture of the leg',
      codes: [{ system: 'icd10', code: 'S82' }],
    },
  ],
};

function issuesOf(text: string) {
  try {
    parseProtocolFile(text);
  } catch (error) {
    if (error instanceof ProtocolFileError) return error.issues;
    throw error;
  }
  return [];
}

describe('a protocol file', () => {
  it('is written in an order that people read, without the fields that hold their default', () => {
    expect(serialiseProtocolFile(ProtocolContent.parse(walking))).toMatchInlineSnapshot(`
      "title: Walk every day
      category: exercise
      durationDays: 14
      contraindications:
        - kind: condition
          id: fracture
          severity: block
          rationale: A recent fracture has to heal first.
          label: Fracture of the leg
          codes:
            - {system: icd10, code: S82}
      phases:
        - id: start
          title: Start
          startDay: 1
          endDay: 14
      activities:
        - id: walk
          kind: exercise
          title: Walk
          instructions: |-
            First line
            Second line
          phaseId: start
          schedule:
            recurrence: {type: daily}
            slots: [morning, "18:30"]
          target: {value: 30, unit: min}
        - id: rest
          kind: habit
          title: Sit down
          schedule:
            recurrence: {type: as_needed, maxPerDay: 3}
            slots: []
      content: |-
        <h2>Why</h2>
        <p>Because it helps.</p>
      "
    `);
  });

  it('keeps every value and every byte when it is read and written again', () => {
    const text = serialiseProtocolFile(ProtocolContent.parse(walking));
    expect(parseProtocolFile(text)).toEqual(ProtocolContent.parse(walking));
    expect(serialiseProtocolFile(parseProtocolFile(text))).toBe(text);
  });

  it('keeps any text that the contract allows', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.stringMatching(/^[\n\r\t #:'"|>&*!%@{}[\],a-z0-9-]{0,300}$/),
    );
    fc.assert(
      fc.property(line, line, line, (content, instructions, title) => {
        const parsed = ProtocolContent.safeParse({
          ...walking,
          content,
          tags: [title.slice(0, 40)],
          activities: [{ ...walking.activities?.[0], instructions }],
        });
        fc.pre(parsed.success);
        const text = serialiseProtocolFile(parsed.data);
        expect(parseProtocolFile(text)).toEqual(parsed.data);
        expect(serialiseProtocolFile(parseProtocolFile(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps words that look like numbers, dates, times or truth values', () => {
    const tags = [
      '12',
      '1e3',
      '2026-11-23',
      '22:30',
      'yes',
      'null',
      '~',
      'true',
      '0x1F',
      '- a',
      'a: b',
      '#x',
    ];
    const protocol = ProtocolContent.parse({ ...walking, tags });
    expect(parseProtocolFile(serialiseProtocolFile(protocol))).toEqual(protocol);
  });

  it('names every invalid field with its line', () => {
    const text = 'title: Hi\ndurationDays: 400\nactivities:\n  - id: walk\n    kind: walking\n';
    expect(issuesOf(text).map(({ line, path }) => `${line} ${path}`)).toEqual([
      '1 title',
      '2 durationDays',
      '4 activities.0.title',
      '4 activities.0.schedule',
      '5 activities.0.kind',
    ]);
  });

  it('refuses unknown fields', () => {
    expect(issuesOf('title: Walk\ndurationDays: 7\nauthor: me\n')).toHaveLength(1);
  });

  it('refuses a field written twice, broken YAML, and more than one document', () => {
    for (const text of ['title: a\ntitle: b\n', 'title: [\n', 'title: a\n---\ntitle: b\n']) {
      expect(issuesOf(text).length, text).toBeGreaterThan(0);
    }
  });

  it('refuses anchors and aliases, which an export could not write again', () => {
    const text = 'title: &name Walk every day\ndescription: *name\ndurationDays: 7\n';
    expect(issuesOf(text)).toEqual([{ path: '', line: 2, message: 'Anchors and aliases are not allowed' }]);
  });

  it('refuses an empty file', () => {
    expect(issuesOf('')).toHaveLength(1);
  });
});
