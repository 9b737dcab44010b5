import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import type { Metrics } from '../../platform/metrics/metrics.ts';
import { assignmentsRoutes } from './assignments.routes.ts';

export { checkSafety, withReason } from './assignments.policy.ts';

/** Opens the routes about assignments. */
export function registerAssignments(api: Api, deps: { clock: Clock; metrics: Metrics }): void {
  assignmentsRoutes(api, deps);
}
