import type { CheckInEntry, CheckInOutcome } from '@healthprotocol/contracts';
import type { Metrics } from '../../platform/metrics/metrics.ts';

/** Counts what a batch added, once it is committed; repeats and refusals add nothing. */
export function countRecorded(
  { checkIns }: Pick<Metrics, 'checkIns'>,
  entries: readonly CheckInEntry[],
  outcomes: readonly CheckInOutcome[],
): void {
  for (const [index, { outcome }] of outcomes.entries()) {
    const status = entries[index]?.status;
    if (outcome === 'recorded' && status) checkIns.inc({ status });
  }
}
