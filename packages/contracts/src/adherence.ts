import { z } from 'zod';
import { LocalDate, Uuid } from './primitives.ts';
import { defineRoute } from './route-contract.ts';

/** Adherence has three answers, never two: nothing was due, no data, or a percentage (0–100). */
export const AdherenceAnswer = z
  .union([
    z.object({ kind: z.literal('nothing_due') }),
    z.object({ kind: z.literal('no_data'), due: z.number() }),
    z.object({ kind: z.literal('percentage'), percent: z.number(), done: z.number(), due: z.number() }),
  ])
  .meta({ id: 'AdherenceAnswer' });

/** What was due and done on one local date. `done` has fractions where something was done partly. */
export const DayAdherence = z
  .object({ date: LocalDate, due: z.number(), done: z.number(), excused: z.number(), answered: z.number() })
  .meta({ id: 'DayAdherence' });

export const AdherenceReport = z
  .object({
    /** The client's current local date, the last day of every period. */
    today: LocalDate,
    days7: AdherenceAnswer,
    days30: AdherenceAnswer,
    days90: AdherenceAnswer,
    all: AdherenceAnswer,
    streakDays: z.int(),
    /** One entry for each of the last 90 days on which an assignment ran, oldest first. */
    days: z.array(DayAdherence),
    /** The same periods for each assignment that was running or ended within them. */
    assignments: z.array(
      z.object({
        assignmentId: Uuid,
        days7: AdherenceAnswer,
        days30: AdherenceAnswer,
        days90: AdherenceAnswer,
        all: AdherenceAnswer,
      }),
    ),
  })
  .meta({ id: 'AdherenceReport' });

export const getClientAdherenceRoute = defineRoute({
  method: 'GET',
  path: '/clients/:clientId/adherence',
  summary: 'Adherence of a client over 7, 30 and 90 days and in all',
  tag: 'Adherence',
  access: 'clients.read',
  rateTier: 'read',
  params: z.strictObject({ clientId: Uuid }),
  response: { status: 200, schema: AdherenceReport },
  errors: ['not_found'],
  audit: ['adherence.viewed'],
});

export const getOwnAdherenceRoute = defineRoute({
  method: 'GET',
  path: '/me/adherence',
  summary: 'My own adherence',
  tag: 'Client self',
  access: 'own.read',
  rateTier: 'read',
  response: { status: 200, schema: AdherenceReport },
  errors: [],
  audit: [],
});

export type AdherenceAnswer = z.infer<typeof AdherenceAnswer>;
export type DayAdherence = z.infer<typeof DayAdherence>;
export type AdherenceReport = z.infer<typeof AdherenceReport>;
