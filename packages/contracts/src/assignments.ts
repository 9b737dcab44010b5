import { z } from 'zod';
import { AdherenceAnswer } from './adherence.ts';
import { PageQuery, pageOf } from './paging.ts';
import { ClientMadeId, Instant, LocalDate, plainText, Uuid } from './primitives.ts';
import { ActivityOverride, PREGNANCY_STATUSES, ProtocolContent } from './protocol-content.ts';
import { defineRoute } from './route-contract.ts';

export const ASSIGNMENT_STATUSES = ['scheduled', 'active', 'paused', 'completed', 'stopped'] as const;

/** A contraindication that matches something recorded. No finding never means "safe". */
export const SafetyFinding = z
  .object({
    ruleId: z.string(),
    kind: z.enum(['condition', 'medication', 'allergy', 'age', 'pregnancy']),
    severity: z.enum(['warn', 'block']),
    label: z.string(),
    /** What in the record it matched, in the record's words. */
    matched: z.string(),
    rationale: z.string(),
    source: z.string().optional(),
  })
  .meta({ id: 'SafetyFinding' });

/** Result of the safety check for one client, kept with the assignment. */
export const SafetyResult = z
  .object({
    checkedAt: Instant,
    findings: z.array(SafetyFinding),
    /** What the protocol asks about and the record does not say. */
    notRecorded: z.array(z.enum(['conditions', 'medications', 'allergies', 'birthDate', 'pregnancy'])),
    /** The practitioner's written reason for going on in spite of a `block`. */
    blockReason: z.string().nullable(),
  })
  .meta({ id: 'SafetyResult' });

const Pause = z.object({ fromDate: LocalDate, toDate: LocalDate.nullable() });

/** From `fromDate` on, this version with these overrides is what the client follows. */
const Segment = z.object({ fromDate: LocalDate, version: z.int(), overrides: z.array(ActivityOverride) });

const assignmentFields = {
  id: Uuid,
  clientId: Uuid,
  protocolId: Uuid,
  title: z.string(),
  version: z.int(),
  durationDays: z.int(),
  startDate: LocalDate,
  /** Last day with something to do; null while paused without an end. */
  lastDate: LocalDate.nullable(),
  /** Day of the protocol today; null before, after and while paused. */
  protocolDay: z.int().nullable(),
  status: z.enum(ASSIGNMENT_STATUSES),
  stopReason: z.string().nullable(),
};

/** A line of a client's assignments. */
export const AssignmentSummary = z
  .object({
    ...assignmentFields,
    adherence: AdherenceAnswer,
    newestVersion: z.int(),
    /** The version to move back to, where a move to one that was over has ended the assignment. */
    versionBeforeEnd: z.int().nullable(),
  })
  .meta({ id: 'AssignmentSummary' });

export const Assignment = z
  .object({
    ...assignmentFields,
    newestVersion: z.int(),
    segments: z.array(Segment),
    pauses: z.array(Pause),
    stoppedOn: LocalDate.nullable(),
    safety: SafetyResult,
    /** The content of the version that is followed now. */
    content: ProtocolContent,
    createdAt: Instant,
    createdBy: z.string(),
    revision: z.int(),
  })
  .meta({ id: 'Assignment' });

const assignmentParams = z.strictObject({ assignmentId: Uuid });
const clientIds = z.array(Uuid).min(1).max(100);

/** A contraindication that matches at least one client. An answer names each once, and refers to it by its position in `rules`. */
const SafetyRule = SafetyFinding.omit({ matched: true }).meta({ id: 'SafetyRule' });

/** What the record said that the check looked at, so that the screen can show it beside the findings. */
const SafetyCheckOfClient = z.object({
  clientId: Uuid,
  clientName: z.string(),
  timeZone: z.string(),
  /** The client's current local date. */
  today: LocalDate,
  pregnancyStatus: z.enum(PREGNANCY_STATUSES),
  safety: SafetyResult.omit({ findings: true }).extend({
    findings: z.array(z.object({ rule: z.int(), matched: z.string() })),
  }),
  /** The client already follows this protocol. */
  alreadyAssigned: z.boolean(),
});

export const checkSafetyRoute = defineRoute({
  method: 'POST',
  path: '/assignments/safety-checks',
  summary: 'Match a protocol with the records of clients before assigning it',
  tag: 'Assignments',
  access: 'assignments.write',
  rateTier: 'read',
  body: z.strictObject({ protocolId: Uuid, version: z.int().min(1), clientIds }),
  response: {
    status: 200,
    schema: z.object({ rules: z.array(SafetyRule), items: z.array(SafetyCheckOfClient) }),
    maxBytes: 2048 * 1024,
  },
  errors: ['not_found', 'protocol_retired'],
  audit: ['assignment.checked'],
});

export const createAssignmentsRoute = defineRoute({
  method: 'POST',
  path: '/assignments',
  summary: 'Assign a protocol version to one or many clients; all or none',
  tag: 'Assignments',
  access: 'assignments.write',
  rateTier: 'write',
  body: z.strictObject({
    protocolId: Uuid,
    version: z.int().min(1),
    startDate: LocalDate,
    clients: z
      .array(
        z.strictObject({
          assignmentId: ClientMadeId,
          clientId: Uuid,
          overrides: z.array(ActivityOverride).max(400).default([]),
          /** Needed when a contraindication of severity `block` matches. */
          blockReason: plainText(1000).pipe(z.string().min(10)).optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
  response: { status: 201, schema: z.object({ items: z.array(AssignmentSummary) }) },
  errors: [
    'not_found',
    'protocol_retired',
    'protocol_not_published',
    'assignment_blocked',
    'client_archived',
    'id_conflict',
    'start_date_out_of_range',
    'unknown_activity',
    'plan_too_large',
    'too_many_assignments',
  ],
  audit: ['assignment.created'],
});

export const listClientAssignmentsRoute = defineRoute({
  method: 'GET',
  path: '/clients/:clientId/assignments',
  summary: 'Assignments of a client, newest start first',
  tag: 'Assignments',
  access: 'clients.read',
  rateTier: 'read',
  params: z.strictObject({ clientId: Uuid }),
  query: PageQuery,
  response: { status: 200, schema: pageOf(AssignmentSummary) },
  errors: ['not_found'],
  audit: ['assignment.viewed'],
});

export const getAssignmentRoute = defineRoute({
  method: 'GET',
  path: '/assignments/:assignmentId',
  summary: 'One assignment with its history and safety check',
  tag: 'Assignments',
  access: 'clients.read',
  rateTier: 'read',
  params: assignmentParams,
  response: { status: 200, schema: Assignment, maxBytes: 512 * 1024 },
  errors: ['not_found'],
  audit: ['assignment.viewed'],
});

export const pauseAssignmentRoute = defineRoute({
  method: 'POST',
  path: '/assignments/:assignmentId/pause',
  summary: 'Pause from a date (today when left out); the remaining days shift',
  tag: 'Assignments',
  access: 'assignments.write',
  rateTier: 'write',
  params: assignmentParams,
  body: z.strictObject({ fromDate: LocalDate.optional() }),
  response: { status: 200, schema: Assignment, maxBytes: 512 * 1024 },
  errors: [
    'not_found',
    'assignment_not_active',
    'assignment_ended',
    'effective_date_out_of_range',
    'plan_too_large',
  ],
  audit: ['assignment.paused'],
});

export const resumeAssignmentRoute = defineRoute({
  method: 'POST',
  path: '/assignments/:assignmentId/resume',
  summary: 'Go on from a date (today when left out)',
  tag: 'Assignments',
  access: 'assignments.write',
  rateTier: 'write',
  params: assignmentParams,
  body: z.strictObject({ onDate: LocalDate.optional() }),
  response: { status: 200, schema: Assignment, maxBytes: 512 * 1024 },
  errors: ['not_found', 'assignment_not_paused', 'assignment_ended', 'effective_date_out_of_range'],
  audit: ['assignment.resumed'],
});

export const stopAssignmentRoute = defineRoute({
  method: 'POST',
  path: '/assignments/:assignmentId/stop',
  summary: 'Stop for good, with a reason; history stays',
  tag: 'Assignments',
  access: 'assignments.write',
  rateTier: 'write',
  params: assignmentParams,
  body: z.strictObject({ reason: plainText(500).pipe(z.string().min(3)) }),
  response: { status: 200, schema: Assignment, maxBytes: 512 * 1024 },
  errors: ['not_found', 'assignment_ended'],
  audit: ['assignment.stopped'],
});

/** Needed when a medication or supplement that was answered today would be due again today. */
const confirmDueAgain = z.boolean().optional();

export const changeOverridesRoute = defineRoute({
  method: 'PUT',
  path: '/assignments/:assignmentId/overrides',
  summary: 'Change slots, doses or what is included for this client, from a date on',
  tag: 'Assignments',
  access: 'assignments.write',
  rateTier: 'write',
  params: assignmentParams,
  body: z.strictObject({
    fromDate: LocalDate,
    overrides: z.array(ActivityOverride).max(400),
    confirmDueAgain,
  }),
  response: { status: 200, schema: Assignment, maxBytes: 512 * 1024 },
  errors: [
    'not_found',
    'assignment_ended',
    'effective_date_out_of_range',
    'unknown_activity',
    'plan_too_large',
    'due_again_today',
  ],
  audit: ['assignment.overrides_changed'],
});

export const changeAssignmentVersionRoute = defineRoute({
  method: 'PUT',
  path: '/assignments/:assignmentId/version',
  summary: 'Move to another version from a date on; all history stays',
  tag: 'Assignments',
  access: 'assignments.write',
  rateTier: 'write',
  params: assignmentParams,
  body: z.strictObject({
    version: z.int().min(1),
    fromDate: LocalDate,
    blockReason: plainText(1000).pipe(z.string().min(10)).optional(),
    confirmDueAgain,
    /** Needed when the version is over for the client on the date already, so that the assignment ends. */
    confirmEnd: z.boolean().optional(),
  }),
  response: { status: 200, schema: Assignment, maxBytes: 512 * 1024 },
  errors: [
    'not_found',
    'assignment_ended',
    'effective_date_out_of_range',
    'version_ended',
    'assignment_blocked',
    'plan_too_large',
    'due_again_today',
  ],
  audit: ['assignment.version_changed'],
});

export type SafetyFinding = z.infer<typeof SafetyFinding>;
export type SafetyResult = z.infer<typeof SafetyResult>;
export type SafetyRule = z.infer<typeof SafetyRule>;
export type SafetyChecks = z.infer<typeof checkSafetyRoute.response.schema>;
/** A check with the rules in the place of the references to them. */
export type SafetyCheckForClient = Omit<SafetyChecks['items'][number], 'safety'> & { safety: SafetyResult };
export type AssignmentSummary = z.infer<typeof AssignmentSummary>;
export type Assignment = z.infer<typeof Assignment>;
export type AssignmentStatus = (typeof ASSIGNMENT_STATUSES)[number];
