import type { CheckIn, LocalDate } from '@healthprotocol/contracts';
import { occurrenceKey } from '@healthprotocol/domain';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import { presentCheckIn } from './check-ins.presenter.ts';
import { findCurrentOfClient } from './check-ins.repository.ts';

/** What a client said last of each occurrence of some dates, by the occurrence; what was undone is absent. */
export async function loadCurrentCheckIns(
  tx: TenantTx,
  clientId: string,
  dates: readonly LocalDate[],
): Promise<Map<string, CheckIn>> {
  const rows = await findCurrentOfClient(tx, clientId, dates);
  return new Map(rows.map(presentCheckIn).map((checkIn) => [occurrenceKey(checkIn), checkIn]));
}
