import { listClientCheckInsRoute, recordCheckInsForClientRoute } from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import type { Metrics } from '../../platform/metrics/metrics.ts';
import { countRecorded } from './count-recorded.ts';
import { listClientCheckIns } from './list-client-check-ins.ts';
import { recordCheckInsForClient } from './record-check-ins-for-client.ts';

export function checkInsRoutes(api: Api, { clock, metrics }: { clock: Clock; metrics: Metrics }): void {
  api.route(recordCheckInsForClientRoute, async (request) => {
    const { items } = await recordCheckInsForClient(request, clock);
    countRecorded(metrics, request.body.checkIns, items);
    return { items };
  });

  api.route(listClientCheckInsRoute, (request) => listClientCheckIns(request));
}
