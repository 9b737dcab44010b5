import { z } from 'zod';
import { PageQuery, pageOf } from './paging.ts';
import { ClientMadeId, Instant, LocalDate, PartKey, plainText, Uuid } from './primitives.ts';
import { defineRoute } from './route-contract.ts';
import { OccurrenceSlot } from './schedule.ts';

export const SKIP_REASONS = [
  'forgot',
  'side_effect',
  'unwell',
  'travelling',
  'not_available',
  'clinician_said_so',
  'other',
] as const;

/** `undone` takes back what was said before; `missed` does not exist here, it is derived. */
export const CHECK_IN_STATUSES = ['done', 'partly', 'skipped', 'undone'] as const;

/** One measured number, as entered: LOINC code, value, UCUM unit. */
export const Reading = z.strictObject({
  loinc: z.string().regex(/^\d{1,7}-\d$/),
  value: z.number().min(-1_000_000).max(1_000_000),
  unit: z.string().min(1).max(40),
});

/** What the client said of one occurrence. `id` is made by the device; `recordedAt` is the device's clock. */
export const CheckInEntry = z
  .strictObject({
    id: ClientMadeId,
    assignmentId: Uuid,
    activityId: PartKey,
    localDate: LocalDate,
    slot: OccurrenceSlot,
    status: z.enum(CHECK_IN_STATUSES),
    /** How much of the target was done, in the target's unit; for `partly`. */
    amount: z.number().min(0).max(1_000_000).optional(),
    readings: z.array(Reading).min(1).max(4).optional(),
    /** Total of a questionnaire. */
    score: z.number().min(-1000).max(1000).optional(),
    skipReason: z.enum(SKIP_REASONS).optional(),
    note: plainText(1000).optional(),
    /** The person saw the warning that a reading looks wrong and said that it is right. */
    confirmedImplausible: z.boolean().optional(),
    recordedAt: Instant,
  })
  .superRefine((entry, context) => {
    if (entry.status === 'skipped' && !entry.skipReason) {
      context.addIssue({
        code: 'custom',
        path: ['skipReason'],
        params: { code: 'skip_reason_required' },
        message: 'Say why it was skipped',
      });
    }
    if (entry.status !== 'skipped' && entry.skipReason) {
      context.addIssue({
        code: 'custom',
        path: ['skipReason'],
        params: { code: 'skip_reason_not_allowed' },
        message: 'Only skipped ones have a reason',
      });
    }
  });

/** A check-in as it is kept. `onBehalf` says that a practitioner recorded it for the client. */
export const CheckIn = z
  .object({
    id: Uuid,
    assignmentId: Uuid,
    activityId: z.string(),
    localDate: LocalDate,
    slot: z.string(),
    status: z.enum(CHECK_IN_STATUSES),
    amount: z.number().nullable(),
    readings: z.array(Reading),
    score: z.number().nullable(),
    skipReason: z.enum(SKIP_REASONS).nullable(),
    note: z.string(),
    recordedAt: Instant,
    receivedAt: Instant,
    recordedBy: z.string(),
    onBehalf: z.boolean(),
  })
  .meta({ id: 'CheckIn' });

/** What became of one entry of a batch: each stands for itself, so that one refused entry holds up no other. */
const CheckInOutcome = z.object({
  id: Uuid,
  outcome: z.enum(['recorded', 'already_recorded', 'refused']),
  /** Error code of a refusal. */
  code: z
    .enum([
      'not_found',
      'check_in_in_future',
      'check_in_too_late',
      'occurrence_not_due',
      'assignment_ended',
      'id_conflict',
      'reading_missing',
      'reading_implausible',
    ])
    .nullable(),
});

export const CheckInBatch = z.strictObject({ checkIns: z.array(CheckInEntry).min(1).max(200) });
export const CheckInOutcomes = z.object({ items: z.array(CheckInOutcome) });
export const CHECK_IN_ERRORS = [
  'check_in_in_future',
  'check_in_too_late',
  'occurrence_not_due',
  'assignment_ended',
  'reading_missing',
  'reading_implausible',
  'id_conflict',
] as const;

export const recordCheckInsForClientRoute = defineRoute({
  method: 'POST',
  path: '/clients/:clientId/check-ins',
  summary: 'Record check-ins on behalf of a client; they are marked so',
  tag: 'Check-ins',
  access: 'check_ins.write_on_behalf',
  rateTier: 'write',
  params: z.strictObject({ clientId: Uuid }),
  body: CheckInBatch,
  response: { status: 200, schema: CheckInOutcomes },
  errors: ['not_found', ...CHECK_IN_ERRORS],
  audit: ['check_in.recorded'],
});

/** A check-in with the words of the activity it answers, for the practitioner's stream. */
const CheckInWithActivity = CheckIn.extend({ activityTitle: z.string(), protocolTitle: z.string() });

export const listClientCheckInsRoute = defineRoute({
  method: 'GET',
  path: '/clients/:clientId/check-ins',
  summary: 'Check-ins of a client, newest received first, with what was replaced and undone',
  tag: 'Check-ins',
  access: 'clients.read',
  rateTier: 'read',
  params: z.strictObject({ clientId: Uuid }),
  query: PageQuery.extend({
    assignmentId: Uuid.optional(),
    from: LocalDate.optional(),
    to: LocalDate.optional(),
  }),
  response: { status: 200, schema: pageOf(CheckInWithActivity) },
  errors: ['not_found'],
  audit: ['check_in.viewed'],
});

export type Reading = z.infer<typeof Reading>;
export type CheckInEntry = z.infer<typeof CheckInEntry>;
export type CheckIn = z.infer<typeof CheckIn>;
export type CheckInWithActivity = z.infer<typeof CheckInWithActivity>;
export type CheckInOutcome = z.infer<typeof CheckInOutcome>;
export type CheckInStatus = (typeof CHECK_IN_STATUSES)[number];
export type SkipReason = (typeof SKIP_REASONS)[number];
