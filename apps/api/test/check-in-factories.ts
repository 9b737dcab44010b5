import type { CheckInEntry, CheckInOutcome } from '@healthprotocol/contracts';
import { newId } from '../src/platform/ids.ts';
import type { SignedInMember } from './factories.ts';

type Identity = Pick<CheckInEntry, 'assignmentId' | 'localDate'>;

/** An entry that says `done` of the activity `walk` in the morning, unless said otherwise. */
export function entry(fields: Identity & Partial<CheckInEntry>): CheckInEntry {
  return {
    id: newId(),
    activityId: 'walk',
    slot: 'morning',
    status: 'done',
    recordedAt: '2026-11-23T08:00:00.000Z',
    ...fields,
  };
}

/** Sends entries as a client, and returns what became of each: the outcome, or the code of the refusal. */
export function send(client: SignedInMember, entries: readonly CheckInEntry[]): Promise<string[]> {
  return sendTo(client, '/me/check-ins', entries);
}

/** Sends entries as a practitioner on behalf of a client. */
export function sendOnBehalf(
  by: SignedInMember,
  clientId: string,
  entries: readonly CheckInEntry[],
): Promise<string[]> {
  return sendTo(by, `/clients/${clientId}/check-ins`, entries);
}

async function sendTo(
  by: SignedInMember,
  path: string,
  checkIns: readonly CheckInEntry[],
): Promise<string[]> {
  const answer = await by.request('POST', path, { checkIns });
  if (answer.statusCode !== 200) throw new Error(`Could not check in: ${answer.body}`);
  const { items } = answer.json<{ items: CheckInOutcome[] }>();
  return items.map(({ outcome, code }) => code ?? outcome);
}
