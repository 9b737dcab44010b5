import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import { assignmentsRoutes } from './assignments.routes.ts';

export { checkSafety, withReason } from './assignments.policy.ts';

/** Opens the routes about assignments. */
export function registerAssignments(api: Api, { clock }: { clock: Clock }): void {
  assignmentsRoutes(api, clock);
}
