import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import { caseloadRoutes } from './caseload.routes.ts';

export { refreshAttention } from './refresh-attention.ts';

/** Opens the list of clients and the practitioner's day. */
export function registerCaseload(api: Api, { clock }: { clock: Clock }): void {
  caseloadRoutes(api, clock);
}
