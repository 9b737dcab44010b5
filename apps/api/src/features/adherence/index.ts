import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import { adherenceRoutes } from './adherence.routes.ts';

export type { DayRow, Sum } from './adherence.policy.ts';
export { streakUntil } from './adherence.policy.ts';
export { findDays, findDaysOfStreak } from './adherence.repository.ts';
export { loadAnswersOfAssignments, loadAnswersOfClients, loadSumsOfClients } from './adherence-answers.ts';
export { type AdherencePass, passOverAdherence } from './rebuild-adherence.ts';
export { loadAnswersFrom, rewriteAdherence, updateAdherence, writeAdherence } from './rewrite-adherence.ts';

/** Opens the routes about adherence. */
export function registerAdherence(api: Api, { clock }: { clock: Clock }): void {
  adherenceRoutes(api, clock);
}
