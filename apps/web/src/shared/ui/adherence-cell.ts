/** The three answers for a day: nothing was due, nothing is known, or a share between 0 and 1. */
export type DayAdherence = 'nothing_due' | 'no_data' | number;

export interface AdherenceDay {
  /** Calendar date, `2026-11-23`. */
  date: string;
  adherence: DayAdherence;
}

/** The step of the colour scale: 0 below 25 %, then 50, 75, 100; 4 is everything done. */
export function adherenceStep(share: number): 0 | 1 | 2 | 3 | 4 {
  if (share >= 1) return 4;
  if (share >= 0.75) return 3;
  if (share >= 0.5) return 2;
  if (share >= 0.25) return 1;
  return 0;
}
