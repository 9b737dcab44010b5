import type {
  Activity,
  ActivityKind,
  ActivityTarget,
  Dose,
  Measure,
  ProtocolCategory,
  Questionnaire,
} from '@healthprotocol/contracts/protocol-content';
import type { ProtocolDifference } from '@healthprotocol/contracts/protocols';
import type { Schedule } from '@healthprotocol/contracts/schedule';
import { i18n, type MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';
import { formatDate, formatNumber } from './format.ts';
import { amountWords, categoryNames, kindNames, severityNames, targetWords } from './protocol-words.ts';
import { daySpan, scheduleWords } from './schedule-words.ts';

/** What a reader needs to name things that a difference only has keys for. */
export interface DifferenceReading {
  locale: string;
  /** Titles of phases by key. */
  phaseTitles: Readonly<Record<string, string>>;
}

export const partNames: Record<ProtocolDifference['part'], MessageDescriptor> = {
  protocol: msg`Protocol`,
  phase: msg`Phase`,
  activity: msg`Activity`,
  goal: msg`Goal`,
  contraindication: msg`Contraindication`,
  evidence: msg`Evidence`,
};

const fieldNames: Record<string, MessageDescriptor> = {
  title: msg`Title`,
  description: msg`Description`,
  durationDays: msg`Length`,
  content: msg`Text`,
  category: msg`Category`,
  tags: msg`Tags`,
  library: msg`Library`,
  startDay: msg`First day`,
  endDay: msg`Last day`,
  kind: msg`Kind`,
  instructions: msg`Instructions`,
  phaseId: msg`Phase`,
  schedule: msg`Schedule`,
  dose: msg`Dose`,
  target: msg`Target`,
  measures: msg`Measures`,
  measure: msg`Measure`,
  questionnaire: msg`Questionnaire`,
  byDay: msg`By day`,
  severity: msg`Severity`,
  rationale: msg`Rationale`,
  source: msg`Source`,
  label: msg`Name`,
  terms: msg`Other words`,
  codes: msg`Codes`,
  fromYears: msg`From age`,
  toYears: msg`To age`,
  statuses: msg`Statuses`,
  citation: msg`Citation`,
  url: msg`Address`,
  year: msg`Year`,
  checkedOn: msg`Compared on`,
};

/** The name of a changed field. */
export function fieldName(field: string): string {
  const name = fieldNames[field];
  return name ? i18n._(name) : field;
}

/** One side of a changed field as a person would say it; empty when there was nothing. */
export function fieldWords(
  { part, field }: Pick<ProtocolDifference, 'part' | 'field'>,
  value: unknown,
  { locale, phaseTitles }: DifferenceReading,
): string {
  if (value === undefined || value === null || value === '') {
    return part === 'activity' && field === 'phaseId' ? t`throughout` : '';
  }
  switch (field) {
    case 'schedule':
      return scheduleWords(value as Schedule, locale);
    case 'phaseId':
      return phaseTitles[String(value)] ?? String(value);
    case 'durationDays':
      return t`${String(value)} days`;
    case 'category':
      return i18n._(categoryNames[value as ProtocolCategory]);
    case 'kind':
      return part === 'activity' ? i18n._(kindNames[value as ActivityKind]) : String(value);
    case 'severity':
      return i18n._(severityNames[value as 'warn' | 'block']);
    case 'dose':
      return amountWords({ dose: value as Dose }, locale);
    case 'target':
      return amountWords({ target: value as ActivityTarget }, locale);
    case 'questionnaire':
      return (value as Questionnaire).name;
    case 'measure':
      return measureWords(value as Measure, locale);
    case 'measures':
      return (value as Measure[]).map((measure) => measureWords(measure, locale)).join('; ');
    case 'checkedOn':
      return formatDate(String(value), 'medium', locale);
    case 'library':
      return formatDate((value as { checkedOn: string }).checkedOn, 'medium', locale);
    case 'codes':
      return (value as { code: string }[]).map(({ code }) => code).join(', ');
    default:
      return Array.isArray(value)
        ? value.join(', ')
        : typeof value === 'number'
          ? formatNumber(value, locale, 4)
          : String(value);
  }
}

/** A line that says what an added or removed part was. */
export function partWords({ part, before, after }: ProtocolDifference, locale: string): string {
  const value = after ?? before;
  if (part === 'activity') {
    const activity = value as Activity;
    return [scheduleWords(activity.schedule, locale), amountWords(activity, locale)]
      .filter(Boolean)
      .join(' · ');
  }
  if (part === 'phase') {
    return daySpan(value as { startDay: number; endDay: number });
  }
  if (part === 'contraindication') {
    const { severity, rationale } = value as { severity: 'warn' | 'block'; rationale: string };
    return `${i18n._(severityNames[severity])} · ${rationale}`;
  }
  return part === 'evidence' ? (value as { url: string }).url : '';
}

function measureWords(measure: Measure, locale: string): string {
  return [measure.display, targetWords(measure, locale)].filter(Boolean).join(' ');
}

/**
 * What was taken out of a rich text and what was put in, block by block; a block is the same when its words are. Both are empty
 * where only the formatting changed.
 */
export function textChanges(before: unknown, after: unknown): { before: string; after: string } {
  const old = blocksOf(String(before ?? ''));
  const recent = blocksOf(String(after ?? ''));
  return {
    before: old.filter((block) => !recent.includes(block)).join('\n'),
    after: recent.filter((block) => !old.includes(block)).join('\n'),
  };
}

/** Rich text as plain words, one text for each paragraph, heading, item or row. */
function blocksOf(html: string): string[] {
  const marked = html
    .replace(/\s+/g, ' ')
    .replace(/<\/t[dh]>(?=\s*<t[dh])/g, ' · $&')
    .replace(/<(?:\/(?:p|h[1-6]|li|blockquote|tr|pre)|br)\b[^>]*>/g, '$&\n');
  const { body } = new DOMParser().parseFromString(marked, 'text/html');
  return body.textContent
    .split('\n')
    .map((block) => block.trim())
    .filter(Boolean);
}
