import type { AdherenceReport } from '@healthprotocol/contracts/adherence';
import { addDays } from '../../shared/lib/clock.ts';
import type { AdherenceDay } from '../../shared/ui/adherence-cell.ts';

export const periods = ['days7', 'days30', 'days90', 'all'] as const;
export type ClientPeriod = (typeof periods)[number];

const lengths: Record<ClientPeriod, number | null> = { days7: 7, days30: 30, days90: 90, all: null };

/** The first date of a period that ends today; undefined for everything. */
export function periodStart(period: ClientPeriod, today: string): string | undefined {
  const length = lengths[period];
  return length === null ? undefined : addDays(today, 1 - length);
}

const heatmapDays = 90;

/** The last 90 days one by one: those on which nothing ran were not due. */
export function heatmapDaysOf({ today, days }: Pick<AdherenceReport, 'today' | 'days'>): AdherenceDay[] {
  const known = new Map(days.map((day) => [day.date, day]));
  return Array.from({ length: heatmapDays }, (_, index) => {
    const date = addDays(today, index - heatmapDays + 1);
    const day = known.get(date);
    if (!day || day.due === 0) return { date, adherence: 'nothing_due' };
    return { date, adherence: day.answered === 0 ? 'no_data' : day.done / day.due };
  });
}
