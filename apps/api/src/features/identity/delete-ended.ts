import type { AppDatabase } from '../../platform/db/schema.ts';
import { deleteEndedSessionBatch, deleteEndedVerificationBatch } from './identity.repository.ts';

/** How many rows one statement deletes, so that it is quick and holds no lock for long. */
const BATCH = 200;

/** Deletes sessions and verifications that have ended; what happened is kept in security events. */
export async function deleteEnded(db: AppDatabase): Promise<{ sessions: number; verifications: number }> {
  return {
    sessions: await inBatches(() => deleteEndedSessionBatch(db, BATCH)),
    verifications: await inBatches(() => deleteEndedVerificationBatch(db, BATCH)),
  };
}

async function inBatches(deleteBatch: () => Promise<number>): Promise<number> {
  let total = 0;
  for (;;) {
    const deleted = await deleteBatch();
    total += deleted;
    if (deleted < BATCH) return total;
  }
}
