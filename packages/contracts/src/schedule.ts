import { z } from 'zod';

export const NAMED_SLOTS = ['morning', 'noon', 'evening', 'bedtime'] as const;
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A time of day within a client's day: a named part of it, or an exact local time `HH:MM` (24 hours). */
export const Slot = z.union([z.enum(NAMED_SLOTS), z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)]);

/** Key of one use of an as-needed activity within a day: `as-needed-1`, `as-needed-2`, … up to its daily maximum. */
export const AsNeededSlot = z.string().regex(/^as-needed-(?:[1-9]|1\d|2[0-4])$/);

/** The slot of an occurrence: one of the schedule's slots, or the ordinal of an as-needed use. */
export const OccurrenceSlot = z.union([Slot, AsNeededSlot]);

/** A day of a protocol: 1 is the first, 365 the last there can be. */
export const ProtocolDay = z.int().min(1).max(365);

const unique = <T>(values: readonly T[]) => new Set(values).size === values.length;

export const Recurrence = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('daily') }),
  z.strictObject({ type: z.literal('every_n_days'), everyDays: z.int().min(2).max(365) }),
  z.strictObject({
    type: z.literal('weekdays'),
    weekdays: z.array(z.enum(WEEKDAYS)).min(1).max(7).refine(unique, { message: 'Each weekday once' }),
  }),
  z.strictObject({
    type: z.literal('protocol_days'),
    days: z.array(ProtocolDay).min(1).max(365).refine(unique, { message: 'Each day once' }),
  }),
  z.strictObject({ type: z.literal('as_needed'), maxPerDay: z.int().min(1).max(24) }),
]);

/**
 * When an activity is due. `every_n_days` counts from the first day of its window. The window is the phase's days
 * (or the whole protocol), narrowed by `startDay` and `endDay`. As-needed activities have no slots; all others 1–12.
 */
export const Schedule = z
  .strictObject({
    recurrence: Recurrence,
    slots: z.array(Slot).max(12).refine(unique, { message: 'Each slot once' }),
    startDay: ProtocolDay.optional(),
    endDay: ProtocolDay.optional(),
  })
  .superRefine((schedule, context) => {
    const asNeeded = schedule.recurrence.type === 'as_needed';
    if (asNeeded && schedule.slots.length > 0) {
      context.addIssue({
        code: 'custom',
        path: ['slots'],
        params: { code: 'slots_not_allowed' },
        message: 'As-needed activities have no slots',
      });
    }
    if (!asNeeded && schedule.slots.length === 0) {
      context.addIssue({
        code: 'custom',
        path: ['slots'],
        params: { code: 'slots_required' },
        message: 'Choose at least one time of day',
      });
    }
    if (schedule.startDay && schedule.endDay && schedule.startDay > schedule.endDay) {
      context.addIssue({
        code: 'custom',
        path: ['endDay'],
        params: { code: 'ends_before_start' },
        message: 'Ends before it starts',
      });
    }
  });

export type Slot = z.infer<typeof Slot>;
export type OccurrenceSlot = z.infer<typeof OccurrenceSlot>;
export type Recurrence = z.infer<typeof Recurrence>;
export type Schedule = z.infer<typeof Schedule>;
export type Weekday = (typeof WEEKDAYS)[number];
