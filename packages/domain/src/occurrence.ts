import type { LocalDate, OccurrenceSlot } from '@healthprotocol/contracts';

/** What names an occurrence; two with the same identity are the same occurrence. */
export type OccurrenceIdentity = {
  assignmentId: string;
  activityId: string;
  localDate: LocalDate;
  slot: OccurrenceSlot;
};

/** The identity of an occurrence as one string, for maps. */
export function occurrenceKey(identity: OccurrenceIdentity): string {
  return `${identity.assignmentId}/${identity.activityId}/${identity.localDate}/${identity.slot}`;
}

/** The slot that names the n-th use (from 1) of an as-needed activity within a day. */
export function asNeededSlot(use: number): OccurrenceSlot {
  return `as-needed-${use}`;
}

/** True for the slot of an as-needed use. */
export const isAsNeededSlot = (slot: OccurrenceSlot): boolean => slot.startsWith('as-needed-');
