import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import type { Metrics } from '../../platform/metrics/metrics.ts';
import { checkInsRoutes } from './check-ins.routes.ts';

export {
  type CheckInContent,
  contentOf,
  entryWindowDays,
  isOutOfTarget,
  judgeEntry,
  readingInUnitOf,
} from './check-ins.policy.ts';
export { countRecorded } from './count-recorded.ts';
export { loadCurrentCheckIns } from './current-check-ins.ts';
export { recordCheckIns } from './record-check-ins.ts';

/** Opens the routes about check-ins. */
export function registerCheckIns(api: Api, deps: { clock: Clock; metrics: Metrics }): void {
  checkInsRoutes(api, deps);
}
