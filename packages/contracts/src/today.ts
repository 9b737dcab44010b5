import { z } from 'zod';
import { AdherenceAnswer } from './adherence.ts';
import { CHECK_IN_ERRORS, CheckIn, CheckInBatch, CheckInOutcomes } from './check-ins.ts';
import { LocalDate, Uuid } from './primitives.ts';
import {
  ACTIVITY_KINDS,
  ActivityTarget,
  Dose,
  Evidence,
  Goal,
  LibraryOrigin,
  Measure,
  Phase,
  Questionnaire,
} from './protocol-content.ts';
import { defineRoute } from './route-contract.ts';

/** An activity as a client follows it. An answer names each once, and refers to it by its position in `activities`. */
export const PlanActivity = z
  .object({
    assignmentId: Uuid,
    activityId: z.string(),
    kind: z.enum(ACTIVITY_KINDS),
    title: z.string(),
    instructions: z.string(),
    dose: Dose.optional(),
    target: ActivityTarget.optional(),
    measures: z.array(Measure).optional(),
    questionnaire: Questionnaire.optional(),
  })
  .meta({ id: 'PlanActivity' });

/** One due occurrence. `later`: its slot has not come to its end; `missed`: it passed without an answer. */
export const TodayItem = z
  .object({
    activity: z.int(),
    slot: z.string(),
    state: z.enum(['later', 'missed', 'done', 'partly', 'skipped']),
    checkIn: CheckIn.nullable(),
  })
  .meta({ id: 'TodayItem' });

/** An as-needed activity with what was used on the day. */
export const AsNeededItem = z
  .object({ activity: z.int(), maxPerDay: z.int(), checkIns: z.array(CheckIn) })
  .meta({ id: 'AsNeededItem' });

/** A client's day: everything due, in the order of the day. */
export const ClientDay = z
  .object({
    date: LocalDate,
    today: LocalDate,
    /** Oldest day that can still be answered. */
    earliestDate: LocalDate,
    timeZone: z.string(),
    dayStartHour: z.int(),
    assignments: z.array(
      z.object({
        id: Uuid,
        title: z.string(),
        protocolDay: z.int().nullable(),
        durationDays: z.int(),
        phaseTitles: z.array(z.string()),
        status: z.enum(['scheduled', 'active', 'paused', 'completed', 'stopped']),
      }),
    ),
    activities: z.array(PlanActivity),
    items: z.array(TodayItem),
    asNeeded: z.array(AsNeededItem),
    /** Of this day alone: what was answered or is over. */
    adherence: AdherenceAnswer,
    /** Occurrences of the day that are done, and all of them. */
    done: z.number(),
    total: z.int(),
    streakDays: z.int(),
  })
  .meta({ id: 'ClientDay' });

export const getOwnDayRoute = defineRoute({
  method: 'GET',
  path: '/me/day',
  summary: 'My day: today in my zone when `date` is left out, or a day back within the entry window',
  tag: 'Client self',
  access: 'own.read',
  rateTier: 'read',
  query: z.strictObject({ date: LocalDate.optional() }),
  response: { status: 200, schema: ClientDay, maxBytes: 2048 * 1024 },
  errors: ['check_in_in_future', 'check_in_too_late'],
  audit: [],
});

export const recordOwnCheckInsRoute = defineRoute({
  method: 'POST',
  path: '/me/check-ins',
  summary: 'Record check-ins made on a device; sending the same again changes nothing',
  tag: 'Client self',
  access: 'own.write',
  rateTier: 'write',
  /** With `showDay` the day that all check-ins are about comes along, so that it need not be asked for. */
  body: CheckInBatch.extend({ showDay: z.boolean().optional() }),
  response: {
    status: 200,
    /** `day` is null when it was not asked for, or the check-ins are about several days or about one that is shown no more. */
    schema: CheckInOutcomes.extend({ day: ClientDay.nullable() }),
    maxBytes: 2048 * 1024,
  },
  errors: CHECK_IN_ERRORS,
  audit: ['check_in.recorded'],
});

export const getClientDayRoute = defineRoute({
  method: 'GET',
  path: '/clients/:clientId/day',
  summary: 'The day of a client as the client sees it',
  tag: 'Check-ins',
  access: 'clients.read',
  rateTier: 'read',
  params: z.strictObject({ clientId: Uuid }),
  query: z.strictObject({ date: LocalDate.optional() }),
  response: { status: 200, schema: ClientDay, maxBytes: 2048 * 1024 },
  errors: ['not_found', 'check_in_in_future', 'check_in_too_late'],
  audit: ['client.viewed'],
});

/** A protocol as the client follows it: its text, and day by day what is due. */
export const PlanItem = z
  .object({
    assignmentId: Uuid,
    title: z.string(),
    description: z.string(),
    /** Sanitised HTML. */
    content: z.string(),
    status: z.enum(['scheduled', 'active', 'paused', 'completed', 'stopped']),
    startDate: LocalDate,
    lastDate: LocalDate.nullable(),
    protocolDay: z.int().nullable(),
    durationDays: z.int(),
    phases: z.array(Phase),
    goals: z.array(Goal),
    practitioner: z.string(),
    evidence: z.array(Evidence),
    /** Set when the protocol was written from published guidance. */
    library: LibraryOrigin.nullable(),
  })
  .meta({ id: 'PlanItem' });

/** An activity with the slots in which it is due on the days that refer to it. */
const ScheduledActivity = PlanActivity.extend({ slots: z.array(z.string()) });

const PlanDay = z.object({
  date: LocalDate,
  /** What is due: positions in `activities`. */
  activities: z.array(z.int()),
  due: z.number(),
  done: z.number(),
});

export const getOwnPlanRoute = defineRoute({
  method: 'GET',
  path: '/me/plan',
  summary: 'My protocols, and what is due on each day from `from` to `to` (at most 62 days)',
  tag: 'Client self',
  access: 'own.read',
  rateTier: 'read',
  query: z.strictObject({ from: LocalDate, to: LocalDate }),
  response: {
    status: 200,
    schema: z.object({
      today: LocalDate,
      dayStartHour: z.int(),
      protocols: z.array(PlanItem),
      activities: z.array(ScheduledActivity),
      days: z.array(PlanDay),
    }),
    maxBytes: 4096 * 1024,
  },
  errors: ['validation_failed'],
  audit: [],
});

/** Why a client is put before the practitioner. */
export const AttentionReason = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('adherence_dropped'),
      fromPercent: z.number(),
      toPercent: z.number(),
      days: z.int(),
    }),
    z.object({ kind: z.literal('silent'), days: z.int(), lastCheckInDate: LocalDate.nullable() }),
    z.object({
      kind: z.literal('out_of_target'),
      measure: z.string(),
      value: z.number(),
      unit: z.string(),
      targetLow: z.number().optional(),
      targetHigh: z.number().optional(),
      times: z.int(),
      date: LocalDate,
    }),
    z.object({ kind: z.literal('side_effect'), activityTitle: z.string(), date: LocalDate }),
    z.object({
      kind: z.literal('ends_soon'),
      assignmentId: Uuid,
      protocolTitle: z.string(),
      lastDate: LocalDate,
    }),
  ])
  .meta({ id: 'AttentionReason' });

export const AttentionItem = z
  .object({
    clientId: Uuid,
    clientName: z.string(),
    timeZone: z.string(),
    adherence30: AdherenceAnswer,
    /** Worst first. */
    reasons: z.array(AttentionReason).min(1),
  })
  .meta({ id: 'AttentionItem' });

const Change = z.object({
  clientId: Uuid,
  clientName: z.string(),
  assignmentId: Uuid,
  protocolTitle: z.string(),
  date: LocalDate,
});

export const getPractitionerTodayRoute = defineRoute({
  method: 'GET',
  path: '/practitioner/today',
  summary: 'Clients who need something, worst first, and what starts or ends within a week',
  tag: 'Practitioner',
  access: 'clients.read',
  rateTier: 'read',
  response: {
    status: 200,
    schema: z.object({
      attention: z.array(AttentionItem),
      starts: z.array(Change),
      ends: z.array(Change),
      /** Of the clients one may see: how many follow something now, and how many checked in on their current day. */
      followingClients: z.int(),
      checkedInToday: z.int(),
      /** At most 100 clients, 50 starts and 50 ends are listed; so many there are. */
      attentionTotal: z.int(),
      startsTotal: z.int(),
      endsTotal: z.int(),
      /**
       * Clients of whom the lists and numbers do not yet say what has changed, by a write or because their day has turned; 0 but
       * for the minutes after a day turns for many at once. Counted up to 1,000. What is listed is true now also meanwhile.
       */
      pendingClients: z.int(),
    }),
  },
  errors: [],
  audit: ['client.listed'],
});

export type PlanActivity = z.infer<typeof PlanActivity>;
export type TodayItem = z.infer<typeof TodayItem>;
export type AsNeededItem = z.infer<typeof AsNeededItem>;
export type ClientDay = z.infer<typeof ClientDay>;
export type PlanItem = z.infer<typeof PlanItem>;
export type ClientPlan = z.infer<typeof getOwnPlanRoute.response.schema>;
export type AttentionReason = z.infer<typeof AttentionReason>;
export type AttentionItem = z.infer<typeof AttentionItem>;
export type PractitionerToday = z.infer<typeof getPractitionerTodayRoute.response.schema>;
