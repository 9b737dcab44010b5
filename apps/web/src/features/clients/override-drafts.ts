import type { Assignment } from '@healthprotocol/contracts/assignments';
import type { Activity, ActivityOverride, Dose } from '@healthprotocol/contracts/protocol-content';

/** One activity as it is for this client. */
export interface ActivityDraft {
  activity: Activity;
  included: boolean;
  slots: string[];
  dose: Dose | undefined;
}

/** The overrides in force on a date. */
export function overridesOn({ segments }: Pick<Assignment, 'segments'>, date: string): ActivityOverride[] {
  const inForce = segments.findLast(({ fromDate }) => fromDate <= date) ?? segments[0];
  return inForce?.overrides ?? [];
}

export function draftsOf(
  activities: readonly Activity[],
  overrides: readonly ActivityOverride[],
): ActivityDraft[] {
  const byActivity = new Map(overrides.map((override) => [override.activityId, override]));
  return activities.map((activity) => {
    const override = byActivity.get(activity.id);
    return {
      activity,
      included: override?.included ?? true,
      slots: override?.slots ?? activity.schedule.slots,
      dose: override?.dose ?? activity.dose,
    };
  });
}

/** What is kept: only what differs from the protocol. */
export function overridesOf(drafts: readonly ActivityDraft[]): ActivityOverride[] {
  return drafts.flatMap(({ activity, included, slots, dose }): ActivityOverride[] => {
    const changed = {
      ...(!included && { included }),
      ...(!isSameSlots(slots, activity.schedule.slots) && { slots }),
      ...(dose && !isSameDose(dose, activity.dose) && { dose }),
    };
    return Object.keys(changed).length > 0 ? [{ activityId: activity.id, ...changed }] : [];
  });
}

export function isChanged(draft: ActivityDraft): boolean {
  return overridesOf([draft]).length > 0;
}

/** Scheduled activities need a time of day; what is taken as needed has none. */
export function lacksSlots({ activity, included, slots }: ActivityDraft): boolean {
  return included && activity.schedule.recurrence.type !== 'as_needed' && slots.length === 0;
}

function isSameSlots(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((slot) => b.includes(slot));
}

function isSameDose(a: Dose, b: Dose | undefined): boolean {
  return a.quantity === b?.quantity && a.unit === b.unit && a.note === b.note;
}
