import type { Activity, Phase, ProtocolContent } from '@healthprotocol/contracts/protocol-content';

/** A phase with its activities; `phase` is null for those that run throughout. */
export interface OutlineGroup {
  phase: Phase | null;
  activities: Activity[];
}

/** The groups in the order of the phases; what runs throughout comes last, and is there even when empty. */
export function outlineOf({ phases, activities }: ProtocolContent): OutlineGroup[] {
  const known = new Set(phases.map(({ id }) => id));
  return [
    ...phases.map((phase) => ({
      phase,
      activities: activities.filter(({ phaseId }) => phaseId === phase.id),
    })),
    {
      phase: null,
      activities: activities.filter(({ phaseId }) => phaseId === null || !known.has(phaseId)),
    },
  ];
}

/** Puts an activity into a phase, before another activity, or at the end of it. */
export function placeActivity(
  content: ProtocolContent,
  activityId: string,
  phaseId: string | null,
  beforeId: string | null,
): ProtocolContent {
  const moved = content.activities.find(({ id }) => id === activityId);
  if (!moved || activityId === beforeId) return content;
  const groups = outlineOf(content).map(({ phase, activities }) => {
    const others = activities.filter(({ id }) => id !== activityId);
    if ((phase?.id ?? null) !== phaseId) return others;
    const index = beforeId === null ? -1 : others.findIndex(({ id }) => id === beforeId);
    return others.toSpliced(index === -1 ? others.length : index, 0, { ...moved, phaseId });
  });
  return { ...content, activities: groups.flat() };
}

/** One place up or down; at the edge of its phase it goes over into the next one. The same content where there is no place. */
export function stepActivity(
  content: ProtocolContent,
  activityId: string,
  direction: -1 | 1,
): ProtocolContent {
  const groups = outlineOf(content);
  const at = groups.findIndex(({ activities }) => activities.some(({ id }) => id === activityId));
  const group = groups[at];
  if (!group) return content;
  const index = group.activities.findIndex(({ id }) => id === activityId);
  const phaseId = group.phase?.id ?? null;
  if (direction === -1 && index > 0) {
    return placeActivity(content, activityId, phaseId, group.activities[index - 1]?.id ?? null);
  }
  if (direction === 1 && index < group.activities.length - 1) {
    return placeActivity(content, activityId, phaseId, group.activities[index + 2]?.id ?? null);
  }
  const neighbour = groups[at + direction];
  if (!neighbour) return content;
  const first = direction === 1 ? (neighbour.activities[0]?.id ?? null) : null;
  return placeActivity(content, activityId, neighbour.phase?.id ?? null, first);
}

/** One place up or down among the phases. */
export function stepPhase(content: ProtocolContent, phaseId: string, direction: -1 | 1): ProtocolContent {
  const from = content.phases.findIndex(({ id }) => id === phaseId);
  const to = from + direction;
  const phase = content.phases[from];
  if (!phase || to < 0 || to >= content.phases.length) return content;
  return { ...content, phases: content.phases.toSpliced(from, 1).toSpliced(to, 0, phase) };
}

/** Without the phase; its activities stay and run throughout. */
export function removePhase(content: ProtocolContent, phaseId: string): ProtocolContent {
  return {
    ...content,
    phases: content.phases.filter(({ id }) => id !== phaseId),
    activities: content.activities.map((activity) =>
      activity.phaseId === phaseId ? { ...activity, phaseId: null } : activity,
    ),
  };
}
