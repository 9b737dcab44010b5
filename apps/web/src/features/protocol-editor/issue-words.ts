import { plural, t } from '@lingui/core/macro';
import type { ContentIssue } from './validate-content.ts';

/** What is wrong and how to put it right. */
export function issueWords({ code, bound = 0, message, path }: ContentIssue): string {
  switch (code) {
    case 'too_small_string':
      return bound <= 1
        ? t`Write something here.`
        : plural(bound, { one: 'At least # character.', other: 'At least # characters.' });
    case 'too_big_string':
      return plural(bound, { one: 'At most # character.', other: 'At most # characters.' });
    case 'too_small_number':
    case 'too_small_int':
      return bound === 0 ? t`More than 0.` : t`At least ${bound}.`;
    case 'too_big_number':
    case 'too_big_int':
      return t`At most ${bound}.`;
    case 'too_small_array':
      return t`Choose at least ${bound}.`;
    case 'too_big_array':
      return t`At most ${bound} of them.`;
    case 'invalid_format':
      if (path.endsWith('loinc')) return t`A LOINC code, such as 8480-6.`;
      if (path.endsWith('url') || path.endsWith('source')) return t`A web address that starts with https://`;
      if (path.endsWith('unit')) return t`A UCUM code without spaces, such as mg/dL.`;
      return t`Some characters can't be used here.`;
    case 'ends_before_start':
      return t`It ends before it starts.`;
    case 'outside_duration':
      return t`This lies after the last day of the protocol.`;
    case 'outside_window':
      return t`This lies outside the days of the phase, or of the protocol.`;
    case 'unknown_phase':
      return t`This phase does not exist any more.`;
    case 'slots_required':
      return t`Choose at least one time of day.`;
    case 'slots_not_allowed':
      return t`What is used as needed has no time of day.`;
    case 'measures_required':
      return t`Say what is measured.`;
    case 'questionnaire_required':
      return t`Say which questionnaire.`;
    case 'range_required':
      return t`Give at least one end of the age range.`;
    case 'range_reversed':
      return t`The upper bound lies below the lower.`;
    default:
      return message;
  }
}
