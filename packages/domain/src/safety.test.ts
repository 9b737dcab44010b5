import type {
  Coding,
  SafetyResult as ContractResult,
  Contraindication,
  SafetyFinding,
} from '@healthprotocol/contracts';
import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import {
  containsTerm,
  coversCode,
  type Finding,
  matchContraindications,
  type NotRecorded,
  type SafetyRecord,
} from './safety.ts';

const emptyRecord: SafetyRecord = {
  conditions: [],
  medications: [],
  allergies: [],
  birthDate: null,
  pregnancyStatus: 'not_recorded',
};
const fullRecord: SafetyRecord = {
  conditions: [{ label: 'Chronic kidney disease, stage 4', code: { system: 'icd10', code: 'N18.4' } }],
  medications: [{ label: 'Warfarin 5 mg' }, { label: 'WARFARIN at night' }],
  allergies: [{ label: 'Peanuts' }],
  birthDate: '1990-11-23',
  pregnancyStatus: 'breastfeeding',
};

const base = { id: 'rule', severity: 'warn' as const, rationale: 'May harm' };
const about = (
  kind: 'condition' | 'medication' | 'allergy',
  label: string,
  more: {
    terms?: string[];
    codes?: Coding[];
    severity?: 'warn' | 'block';
    id?: string;
    source?: string;
  } = {},
): Contraindication => ({ ...base, kind, label, terms: [], codes: [], ...more });
const age = (fromYears?: number, toYears?: number): Contraindication => ({
  ...base,
  kind: 'age',
  ...(fromYears !== undefined && { fromYears }),
  ...(toYears !== undefined && { toYears }),
});

const matched = (rule: Contraindication, record = fullRecord, onDate = '2026-11-23') =>
  matchContraindications([rule], record, onDate).findings.map((finding) => finding.matched);

test('the contract takes findings as they are', () => {
  expectTypeOf<Finding>().toExtend<SafetyFinding>();
  expectTypeOf<NotRecorded>().toEqualTypeOf<ContractResult['notRecorded'][number]>();
  const rule = about('allergy', 'Peanut', { severity: 'block', source: 'https://example.org/nuts' });
  expect(matchContraindications([rule], fullRecord, '2026-11-23')).toEqual({
    findings: [
      {
        ruleId: 'rule',
        kind: 'allergy',
        severity: 'block',
        label: 'Peanut',
        matched: 'Peanuts',
        rationale: 'May harm',
        source: 'https://example.org/nuts',
      },
    ],
    notRecorded: [],
  });
});

test.each([
  ['Environmental allergy', 'iron', false],
  ['Iron-deficiency anaemia', 'iron', true],
  ['IRON', 'iron', true],
  ['Anémie ferriprive', 'anemie', true],
  ['Anemie', 'anémie', true],
  ['Ménière’s disease', 'Meniere', true],
  ['Kidney stones', 'kidney stone', true],
  ['Kidney stone', 'Kidney stones', true],
  ['Stone kidney', 'kidney stone', false],
  ['Heart   failure (NYHA II)', 'heart failure', true],
  ['Heart', 'heart failure', false],
  ['abscess', 'absces', false],
  ['Vitamin B12 deficiency', 'B12', true],
  ['Vitamin B1 deficiency', 'B12', false],
  ['2型糖尿病', '糖尿病', true],
  ['高血压', '糖尿病', false],
  ['Сахарный диабет', 'диабет', true],
  ['الربو الشديد', 'الربو', true],
  ['anything', '--', false],
])('%j against the term %j: %j', (text, term, found) => {
  expect(containsTerm(text, term)).toBe(found);
});

test('whole words are found in any surroundings, parts of words never', () => {
  const word = fc.stringMatching(/^[b-z]{3,10}$/).filter((text) => !text.endsWith('s'));
  fc.assert(
    fc.property(fc.array(word), word, fc.array(word), (before, term, after) => {
      const text = [...before, term, ...after].join(' ');
      expect(containsTerm(text.toUpperCase(), term)).toBe(true);
      const glued = `a${term}a`;
      expect(containsTerm(glued, term)).toBe(false);
      expect(containsTerm(`${glued}, a${term}`, term)).toBe(false);
    }),
  );
});

test('codes match exactly, and in ICD-10 and ATC their subdivisions', () => {
  const code = (system: Coding['system'], value: string): Coding => ({ system, code: value });
  expect(coversCode(code('icd10', 'N18'), code('icd10', 'N18.4'))).toBe(true);
  expect(coversCode(code('icd10', 'n18.4'), code('icd10', 'N184'))).toBe(true);
  expect(coversCode(code('icd10', 'N18.4'), code('icd10', 'N18'))).toBe(false);
  expect(coversCode(code('icd10', 'N18'), code('icd10', 'N17.9'))).toBe(false);
  expect(coversCode(code('atc', 'B01AA'), code('atc', 'B01AA03'))).toBe(true);
  expect(coversCode(code('snomed', '709044'), code('snomed', '709044004'))).toBe(false);
  expect(coversCode(code('snomed', '709044004'), code('snomed', '709044004'))).toBe(true);
  expect(coversCode(code('rxnorm', '11289'), code('rxnorm', '112890'))).toBe(false);
  expect(coversCode(code('snomed', '11289'), code('rxnorm', '11289'))).toBe(false);
});

test('a rule is matched by label, by other words or by code, in its own part of the record', () => {
  expect(matched(about('medication', 'Warfarin'))).toEqual(['Warfarin 5 mg, WARFARIN at night']);
  expect(matched(about('medication', 'Anticoagulant', { terms: ['warfarin'] }))).toHaveLength(1);
  const kidney = about('condition', 'Renal failure', { codes: [{ system: 'icd10', code: 'N18' }] });
  expect(matched(kidney)).toEqual(['Chronic kidney disease, stage 4']);
  expect(matched(about('condition', 'Warfarin'))).toEqual([]);
  expect(matched(about('allergy', 'Warfarin'))).toEqual([]);
  expect(matched(about('condition', 'Asthma', { codes: [{ system: 'icd10', code: 'J45' }] }))).toEqual([]);
});

test('age is matched in completed years with both ends included', () => {
  expect(matched(age(36, 36))).toEqual(['36']);
  expect(matched(age(36, 36), fullRecord, '2026-11-22')).toEqual([]);
  expect(matched(age(65))).toEqual([]);
  expect(matched(age(undefined, 17))).toEqual([]);
  expect(matched(age(undefined, 36))).toEqual(['36']);
  expect(matched(age(36))).toEqual(['36']);
});

test('pregnancy is matched by status', () => {
  const rule = (...statuses: ('pregnant' | 'breastfeeding' | 'trying')[]): Contraindication => ({
    ...base,
    kind: 'pregnancy',
    statuses,
  });
  expect(matched(rule('pregnant', 'breastfeeding'))).toEqual(['breastfeeding']);
  expect(matched(rule('pregnant', 'trying'))).toEqual([]);
  expect(matched(rule('pregnant'), { ...fullRecord, pregnancyStatus: 'not_pregnant' })).toEqual([]);
});

const everyKind: Contraindication[] = [
  about('condition', 'Asthma'),
  about('medication', 'Aspirin'),
  about('allergy', 'Latex'),
  age(0, 17),
  { ...base, kind: 'pregnancy', statuses: ['pregnant'] },
];

test('what the record does not hold is said, so that silence is never taken for safety', () => {
  expect(matchContraindications(everyKind, emptyRecord, '2026-11-23')).toEqual({
    findings: [],
    notRecorded: ['conditions', 'medications', 'allergies', 'birthDate', 'pregnancy'],
  });
  expect(matchContraindications(everyKind, fullRecord, '2026-11-23')).toEqual({
    findings: [],
    notRecorded: [],
  });
  expect(matchContraindications([], emptyRecord, '2026-11-23').notRecorded).toEqual([]);
  expect(matchContraindications([age(3), age(9)], emptyRecord, '2026-11-23').notRecorded).toEqual([
    'birthDate',
  ]);
});

test('every rule is either matched, not matched by something recorded, or said to be unchecked', () => {
  const anyRecord = fc.record({
    conditions: fc.subarray([{ label: 'Asthma' }, { label: 'Gout', code: null }]),
    medications: fc.subarray([{ label: 'Aspirin' }, { label: 'Iron' }]),
    allergies: fc.subarray([{ label: 'latex glove' }]),
    birthDate: fc.constantFrom(null, '2015-01-01', '1950-01-01'),
    pregnancyStatus: fc.constantFrom('not_recorded' as const, 'pregnant' as const, 'not_pregnant' as const),
  });
  fc.assert(
    fc.property(anyRecord, fc.shuffledSubarray(everyKind), (record, rules) => {
      const { findings, notRecorded } = matchContraindications(rules, record, '2026-11-23');
      const kinds = findings.map(({ kind }) => kind);
      const has = (kind: string) => rules.some((rule) => rule.kind === kind);
      const named = (list: readonly { label: string }[], word: string) =>
        list.some(({ label }) => label.toLowerCase().startsWith(word));
      expect(kinds.includes('condition')).toBe(has('condition') && named(record.conditions, 'asthma'));
      expect(kinds.includes('medication')).toBe(has('medication') && named(record.medications, 'aspirin'));
      expect(kinds.includes('allergy')).toBe(has('allergy') && named(record.allergies, 'latex'));
      expect(kinds.includes('age')).toBe(has('age') && record.birthDate === '2015-01-01');
      expect(kinds.includes('pregnancy')).toBe(has('pregnancy') && record.pregnancyStatus === 'pregnant');
      expect(notRecorded.includes('birthDate')).toBe(has('age') && record.birthDate === null);
      expect(notRecorded.includes('conditions')).toBe(has('condition') && record.conditions.length === 0);
    }),
  );
});

test('blocking findings come first', () => {
  const rules = [
    about('allergy', 'Peanut', { id: 'first' }),
    about('medication', 'Warfarin', { id: 'second', severity: 'block' }),
    about('condition', 'Kidney disease', { id: 'third', severity: 'block' }),
  ];
  const { findings } = matchContraindications(rules, fullRecord, '2026-11-23');
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(['second', 'third', 'first']);
  expect(findings[2]).not.toHaveProperty('source');
});
