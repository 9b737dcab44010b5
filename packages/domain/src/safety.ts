import type { Coding, Contraindication, LocalDate, PregnancyStatus } from '@healthprotocol/contracts';
import { ageOn } from './local-date.ts';

/** One recorded condition, medication or allergy: what a person wrote, and a code when there is one. */
export type RecordEntry = { label: string; code?: Coding | null | undefined };

/** The part of a client's record that contraindications are matched with. */
export type SafetyRecord = {
  conditions: readonly RecordEntry[];
  medications: readonly RecordEntry[];
  allergies: readonly RecordEntry[];
  birthDate: LocalDate | null;
  pregnancyStatus: PregnancyStatus;
};

/**
 * A contraindication that applies. `label` is empty for age and pregnancy; `matched` holds the recorded words it matched, the age
 * in years, or the pregnancy status.
 */
export type Finding = {
  ruleId: string;
  kind: Contraindication['kind'];
  severity: Contraindication['severity'];
  label: string;
  matched: string;
  rationale: string;
  source?: string;
};

/** What a rule asks about and the record does not hold; an empty list of entries counts as not recorded. */
export type NotRecorded = 'conditions' | 'medications' | 'allergies' | 'birthDate' | 'pregnancy';

/** Findings, blocking ones first, and what could not be checked. No finding means that nothing recorded matched, not that it is safe. */
export type SafetyResult = { findings: Finding[]; notRecorded: NotRecorded[] };

const ENTRIES = { condition: 'conditions', medication: 'medications', allergy: 'allergies' } as const;

// Scripts that are written without spaces have no words to compare; there a term matches anywhere in the text.
const UNSPACED_SCRIPT =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

// Combining diacritical marks only: vowel signs of other scripts are letters in all but name.
const ACCENTS = /[\u0300-\u036f]/g;

// Lower case, without accents and plural s, words between single spaces.
function words(text: string): string {
  const plain = text.toLowerCase().normalize('NFKD').replace(ACCENTS, '');
  const found = plain.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return ` ${found.map((word) => word.replace(/^(.{3,}[^s])s$/, '$1')).join(' ')} `;
}

/** True when a text contains a term as whole words, without regard to case, accents, punctuation or a plural s. */
export function containsTerm(text: string, term: string): boolean {
  const wanted = wordsOfTerm(term);
  return wanted !== '' && words(text).includes(wanted);
}

// What is looked for in the words of a text; empty for a term without any.
function wordsOfTerm(term: string): string {
  const wanted = words(term);
  const trimmed = wanted.trim();
  return trimmed === '' || UNSPACED_SCRIPT.test(term) ? trimmed : wanted;
}

/** Terms of rules, taken apart once for many clients. */
const preparedTerms = new WeakMap<Contraindication, string[]>();

function termsOf(rule: Contraindication & { label: string; terms: string[] }): string[] {
  let terms = preparedTerms.get(rule);
  if (!terms) {
    terms = [rule.label, ...rule.terms].map(wordsOfTerm).filter((term) => term !== '');
    preparedTerms.set(rule, terms);
  }
  return terms;
}

/** True when a recorded code is the rule's code or, in ICD-10 and ATC, a subdivision of it (`N18` covers `N18.4`). */
export function coversCode(rule: Coding, recorded: Coding): boolean {
  if (rule.system !== recorded.system) return false;
  const [wanted, found] = [rule, recorded].map(({ code }) => code.toUpperCase().replaceAll('.', ''));
  const hierarchical = rule.system === 'icd10' || rule.system === 'atc';
  return hierarchical ? found!.startsWith(wanted!) : found === wanted;
}

/** Matches a protocol's contraindications with a client's record; age is taken on the given date, usually the start date. */
export function matchContraindications(
  rules: readonly Contraindication[],
  record: SafetyRecord,
  onDate: LocalDate,
): SafetyResult {
  const findings: Finding[] = [];
  const notRecorded = new Set<NotRecorded>();
  const texts = {
    conditions: textsOf(record.conditions),
    medications: textsOf(record.medications),
    allergies: textsOf(record.allergies),
  };
  for (const rule of rules) {
    const matched = matchesOf(rule, record, texts, onDate);
    if (typeof matched === 'string') notRecorded.add(matched);
    else if (matched.length > 0) findings.push(findingOf(rule, matched));
  }
  const blocking = findings.filter(({ severity }) => severity === 'block');
  const warning = findings.filter(({ severity }) => severity === 'warn');
  return { findings: [...blocking, ...warning], notRecorded: [...notRecorded] };
}

/** The words of each entry, and of all of them together: most terms are found in none. */
type Texts = { each: string[]; all: string };

function textsOf(entries: readonly RecordEntry[]): Texts {
  const each = entries.map(({ label }) => words(label));
  return { each, all: each.join('|') };
}

function matchesOf(
  rule: Contraindication,
  record: SafetyRecord,
  texts: Record<(typeof ENTRIES)[keyof typeof ENTRIES], Texts>,
  onDate: LocalDate,
): string[] | NotRecorded {
  switch (rule.kind) {
    case 'age': {
      if (record.birthDate === null) return 'birthDate';
      const age = ageOn(record.birthDate, onDate);
      return age >= (rule.fromYears ?? 0) && age <= (rule.toYears ?? Number.POSITIVE_INFINITY)
        ? [String(age)]
        : [];
    }
    case 'pregnancy': {
      const status = record.pregnancyStatus;
      if (status === 'not_recorded') return 'pregnancy';
      return rule.statuses.some((named) => named === status) ? [status] : [];
    }
    default: {
      const entries = record[ENTRIES[rule.kind]];
      if (entries.length === 0) return ENTRIES[rule.kind];
      const { each, all } = texts[ENTRIES[rule.kind]];
      const terms = termsOf(rule).filter((term) => all.includes(term));
      return entries
        .filter(
          ({ code }, index) =>
            terms.some((term) => each[index]!.includes(term)) ||
            (code && rule.codes.some((wanted) => coversCode(wanted, code))),
        )
        .map(({ label }) => label);
    }
  }
}

/** So many recorded entries are named that a rule matched; of more, how many. */
const MOST_NAMED = 3;

function listed(matched: readonly string[]): string {
  const named = matched.slice(0, MOST_NAMED).join(', ');
  return matched.length > MOST_NAMED ? `${named}, +${matched.length - MOST_NAMED}` : named;
}

function findingOf(rule: Contraindication, matched: string[]): Finding {
  return {
    ruleId: rule.id,
    kind: rule.kind,
    severity: rule.severity,
    label: 'label' in rule ? rule.label : '',
    matched: listed(matched),
    rationale: rule.rationale,
    ...(rule.source && { source: rule.source }),
  };
}
