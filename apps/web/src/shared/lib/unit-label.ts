/** Signs that people write for UCUM codes (https://ucum.org) that are no words themselves. */
const signs: Record<string, string> = {
  'mm[Hg]': 'mmHg',
  '[lb_av]': 'lb',
  '[in_i]': 'in',
  Cel: '°C',
  '[degF]': '°F',
  'ug/L': 'µg/L',
  ug: 'µg',
  '{score}': '',
};

/** A UCUM unit as people write it; empty where the number stands alone. */
export function unitLabel(ucum: string): string {
  return signs[ucum] ?? ucum.replace(/[{}]/g, '');
}
