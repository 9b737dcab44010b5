import { z } from 'zod';
import { LocalDate, lineOfText, PartKey, plainText, WebAddress } from './primitives.ts';
import { ProtocolDay, Schedule } from './schedule.ts';

export const ACTIVITY_KINDS = [
  'supplement',
  'medication',
  'nutrition',
  'exercise',
  'habit',
  'measurement',
  'questionnaire',
  'education',
] as const;

export const PROTOCOL_CATEGORIES = [
  'cardiovascular',
  'metabolic',
  'nutrition',
  'exercise',
  'sleep',
  'mental_health',
  'musculoskeletal',
  'digestive',
  'womens_health',
  'neurology',
  'respiratory',
  'substance_use',
  'prevention',
  'other',
] as const;

/** A UCUM unit code such as `mm[Hg]`, `kg`, `mg/dL` (https://ucum.org). */
const UcumUnit = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[!-~]+$/, { message: 'A UCUM code has no spaces' });

/** One coded number to measure. `plausible` bounds what can be true, `target` what is aimed at; both in `unit`. */
export const Measure = z
  .strictObject({
    loinc: z.string().regex(/^\d{1,7}-\d$/, { message: 'A LOINC code such as 8480-6' }),
    display: lineOfText(1, 100),
    unit: UcumUnit,
    precision: z.int().min(0).max(4).default(0),
    plausibleLow: z.number().optional(),
    plausibleHigh: z.number().optional(),
    targetLow: z.number().optional(),
    targetHigh: z.number().optional(),
  })
  .superRefine((measure, context) => {
    for (const [low, high] of [
      ['plausibleLow', 'plausibleHigh'],
      ['targetLow', 'targetHigh'],
    ] as const) {
      const bottom = measure[low];
      const top = measure[high];
      if (bottom !== undefined && top !== undefined && bottom > top) {
        context.addIssue({
          code: 'custom',
          path: [high],
          params: { code: 'range_reversed' },
          message: 'The upper bound lies below the lower',
        });
      }
    }
  });

/** How much to take or do at one occurrence, as the person reads it: `1000` `IU`, `1` `tablet`. */
export const Dose = z.strictObject({
  quantity: z.number().positive().max(1_000_000),
  unit: lineOfText(1, 40),
  note: lineOfText(1, 200).optional(),
});

/** What counts as the whole of one occurrence; *partly* is the value reported over this value. */
export const ActivityTarget = z.strictObject({
  value: z.number().positive().max(1_000_000),
  unit: lineOfText(1, 40),
});

/** A scored instrument; its total is what the client reports. */
export const Questionnaire = z.strictObject({
  name: lineOfText(1, 100),
  loinc: z
    .string()
    .regex(/^\d{1,7}-\d$/)
    .optional(),
  minScore: z.number(),
  maxScore: z.number(),
  source: WebAddress.optional(),
});

export const Activity = z
  .strictObject({
    id: PartKey,
    kind: z.enum(ACTIVITY_KINDS),
    title: lineOfText(1, 120),
    instructions: plainText(2000).default(''),
    phaseId: PartKey.nullable().default(null),
    schedule: Schedule,
    dose: Dose.optional(),
    target: ActivityTarget.optional(),
    measures: z.array(Measure).min(1).max(4).optional(),
    questionnaire: Questionnaire.optional(),
  })
  .superRefine((activity, context) => {
    if (activity.kind === 'measurement' && !activity.measures) {
      context.addIssue({
        code: 'custom',
        path: ['measures'],
        params: { code: 'measures_required' },
        message: 'Say what is measured',
      });
    }
    if (activity.kind === 'questionnaire' && !activity.questionnaire) {
      context.addIssue({
        code: 'custom',
        path: ['questionnaire'],
        params: { code: 'questionnaire_required' },
        message: 'Say which questionnaire',
      });
    }
  });

export const Phase = z.strictObject({
  id: PartKey,
  title: lineOfText(1, 100),
  description: plainText(2000).default(''),
  startDay: ProtocolDay,
  endDay: ProtocolDay,
});

export const Goal = z.strictObject({
  id: PartKey,
  title: lineOfText(1, 200),
  measure: Measure.optional(),
  byDay: ProtocolDay.optional(),
});

/** A published source. `checkedOn` is the date on which its content was last compared with the protocol. */
export const Evidence = z.strictObject({
  citation: lineOfText(3, 500),
  url: WebAddress,
  year: z.int().min(1900).max(2100),
  checkedOn: LocalDate.optional(),
});

export const CODE_SYSTEMS = ['icd10', 'snomed', 'rxnorm', 'atc'] as const;

/** A code of a terminology. ICD-10 and ATC codes also match their subdivisions (`N18` matches `N18.4`). */
export const Coding = z.strictObject({
  system: z.enum(CODE_SYSTEMS),
  code: z
    .string()
    .trim()
    .min(1)
    .max(20)
    .regex(/^[A-Za-z0-9.-]+$/),
});

export const PREGNANCY_STATUSES = [
  'not_recorded',
  'not_pregnant',
  'pregnant',
  'breastfeeding',
  'trying',
] as const;

const contraindicationBase = {
  id: PartKey,
  severity: z.enum(['warn', 'block']),
  rationale: lineOfText(3, 500),
  source: WebAddress.optional(),
};

const recordMatch = {
  label: lineOfText(1, 120),
  /** Other words for the same thing, matched against what is recorded without regard to case or accents. */
  terms: z.array(lineOfText(2, 120)).max(30).default([]),
  codes: z.array(Coding).max(30).default([]),
};

/** A reason not to give this protocol to someone, matched with the client's record before an assignment is made. */
export const Contraindication = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('condition'), ...contraindicationBase, ...recordMatch }),
  z.strictObject({ kind: z.literal('medication'), ...contraindicationBase, ...recordMatch }),
  z.strictObject({ kind: z.literal('allergy'), ...contraindicationBase, ...recordMatch }),
  z.strictObject({
    kind: z.literal('age'),
    ...contraindicationBase,
    /** Completed years, both ends included; a missing end is open. */
    fromYears: z.int().min(0).max(150).optional(),
    toYears: z.int().min(0).max(150).optional(),
  }),
  z.strictObject({
    kind: z.literal('pregnancy'),
    ...contraindicationBase,
    statuses: z
      .array(z.enum(['pregnant', 'breastfeeding', 'trying']))
      .min(1)
      .max(3),
  }),
]);

/** Says that the protocol was taken from the library of published guidance: it must be reviewed by a clinician before use. */
export const LibraryOrigin = z.strictObject({ key: PartKey, checkedOn: LocalDate });

const protocolFields = z.strictObject({
  title: lineOfText(3, 100),
  description: plainText(1000).default(''),
  durationDays: z.int().min(1).max(365),
  /** Rich text as HTML. The server sanitises it against an allow-list before it is kept. */
  content: z.string().max(40_000).default(''),
  category: z.enum(PROTOCOL_CATEGORIES).default('other'),
  tags: z.array(lineOfText(1, 40)).max(20).default([]),
  goals: z.array(Goal).max(20).default([]),
  phases: z.array(Phase).max(60).default([]),
  activities: z.array(Activity).max(400).default([]),
  evidence: z.array(Evidence).max(50).default([]),
  contraindications: z.array(Contraindication).max(50).default([]),
  library: LibraryOrigin.nullable().default(null),
});

/**
 * Everything a practitioner writes in a protocol; a published version is an immutable snapshot of it. A draft may still be
 * without activities. Days lie inside the duration, an activity's phase exists, its window lies in its phase, keys are unique.
 */
export const ProtocolContent = protocolFields.superRefine((protocol, context) => {
  const report = (path: (string | number)[], code: string, message: string) =>
    context.addIssue({ code: 'custom', path, params: { code }, message });

  for (const list of ['phases', 'activities', 'goals', 'contraindications'] as const) {
    const seen = new Set<string>();
    protocol[list].forEach((part, index) => {
      if (seen.has(part.id)) report([list, index, 'id'], 'duplicate_key', 'This key is used twice');
      seen.add(part.id);
    });
  }

  const phases = new Map(protocol.phases.map((phase) => [phase.id, phase]));
  protocol.phases.forEach((phase, index) => {
    if (phase.startDay > phase.endDay)
      report(['phases', index, 'endDay'], 'ends_before_start', 'Ends before it starts');
    for (const field of ['startDay', 'endDay'] as const) {
      if (phase[field] > protocol.durationDays) {
        report(
          ['phases', index, field],
          'outside_duration',
          `Lies after day ${protocol.durationDays}, the last of the protocol`,
        );
      }
    }
  });

  protocol.activities.forEach((activity, index) => {
    const at = (...path: (string | number)[]) => ['activities', index, ...path];
    const phase = activity.phaseId === null ? undefined : phases.get(activity.phaseId);
    if (activity.phaseId !== null && !phase) report(at('phaseId'), 'unknown_phase', 'There is no such phase');
    const first = phase?.startDay ?? 1;
    const last = phase?.endDay ?? protocol.durationDays;
    const { recurrence, startDay, endDay } = activity.schedule;
    for (const [field, day] of [
      ['startDay', startDay],
      ['endDay', endDay],
    ] as const) {
      if (day !== undefined && (day < first || day > last)) {
        report(at('schedule', field), 'outside_window', `Lies outside days ${first}–${last}`);
      }
    }
    if (recurrence.type === 'protocol_days') {
      recurrence.days.forEach((day, position) => {
        if (day < (startDay ?? first) || day > (endDay ?? last)) {
          report(
            at('schedule', 'recurrence', 'days', position),
            'outside_window',
            `Lies outside days ${startDay ?? first}–${endDay ?? last}`,
          );
        }
      });
    }
  });

  protocol.goals.forEach((goal, index) => {
    if (goal.byDay !== undefined && goal.byDay > protocol.durationDays) {
      report(
        ['goals', index, 'byDay'],
        'outside_duration',
        `Lies after day ${protocol.durationDays}, the last of the protocol`,
      );
    }
  });

  protocol.contraindications.forEach((rule, index) => {
    if (rule.kind !== 'age') return;
    if (rule.fromYears === undefined && rule.toYears === undefined) {
      report(
        ['contraindications', index, 'fromYears'],
        'range_required',
        'Give at least one end of the age range',
      );
    } else if (rule.fromYears !== undefined && rule.toYears !== undefined && rule.fromYears > rule.toYears) {
      report(
        ['contraindications', index, 'toYears'],
        'range_reversed',
        'The upper bound lies below the lower',
      );
    }
  });
});

/** A change to one activity for one client, without touching the protocol. */
export const ActivityOverride = z.strictObject({
  activityId: PartKey,
  included: z.boolean().optional(),
  slots: Schedule.shape.slots.min(1).optional(),
  dose: Dose.optional(),
});

export type Measure = z.infer<typeof Measure>;
export type Dose = z.infer<typeof Dose>;
export type ActivityTarget = z.infer<typeof ActivityTarget>;
export type Questionnaire = z.infer<typeof Questionnaire>;
export type Activity = z.infer<typeof Activity>;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];
export type Phase = z.infer<typeof Phase>;
export type Goal = z.infer<typeof Goal>;
export type Evidence = z.infer<typeof Evidence>;
export type Coding = z.infer<typeof Coding>;
export type Contraindication = z.infer<typeof Contraindication>;
export type PregnancyStatus = (typeof PREGNANCY_STATUSES)[number];
export type ProtocolCategory = (typeof PROTOCOL_CATEGORIES)[number];
export type ProtocolContent = z.infer<typeof ProtocolContent>;
/** What may be sent: fields with a default may be left out. */
export type ProtocolContentInput = z.input<typeof ProtocolContent>;
export type ActivityOverride = z.infer<typeof ActivityOverride>;
