import type { AsNeededItem, ClientDay, ClientPlan, PlanActivity, TodayItem } from '@healthprotocol/contracts';
import { compareSlots } from './slots.ts';

/** A line of a day with the activity in the place of the reference to it. */
export type NamedItem = Omit<TodayItem, 'activity'> & PlanActivity;

/** An as-needed line, likewise. */
export type NamedAsNeeded = Omit<AsNeededItem, 'activity'> & PlanActivity;

/** A client's day as a screen shows it. */
export type NamedDay = Omit<ClientDay, 'activities' | 'items' | 'asNeeded'> & {
  items: NamedItem[];
  asNeeded: NamedAsNeeded[];
};

/** Puts the activities of a day in the place of the references to them. */
export function nameActivities({ activities, items, asNeeded, ...day }: ClientDay): NamedDay {
  const named = <T extends { activity: number }>({ activity, ...rest }: T) => ({
    ...activities[activity]!,
    ...rest,
  });
  return { ...day, items: items.map(named), asNeeded: asNeeded.map(named) };
}

/** What is due on one day of a plan. */
export type NamedPlanDay = Omit<ClientPlan['days'][number], 'activities'> & {
  items: (PlanActivity & { slot: string })[];
  /** What is due, and what was answered and is not due any more. */
  total: number;
};

/** A client's plan as a screen shows it. */
export type NamedPlan = Omit<ClientPlan, 'activities' | 'days'> & { days: NamedPlanDay[] };

/** Expands the days of a plan: a line for each slot of each activity, in the order of the day. */
export function namePlan({ activities, days, ...plan }: ClientPlan): NamedPlan {
  const itemsOf = (positions: readonly number[]) =>
    positions
      .flatMap((position) => {
        const { slots, ...activity } = activities[position]!;
        return slots.map((slot) => ({ ...activity, slot }));
      })
      .sort((a, b) => compareSlots(a.slot, b.slot, plan.dayStartHour));
  return {
    ...plan,
    days: days.map(({ activities: due, ...day }) => {
      const items = itemsOf(due);
      return { ...day, items, total: Math.max(items.length, day.due) };
    }),
  };
}
