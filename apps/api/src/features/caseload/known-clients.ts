import type { AttentionReason } from '@healthprotocol/contracts';
import { allReasons, type Change, type ClientAttention } from './attention-facts.ts';
import { MOST_CHANGES, MOST_COUNTED, worstClientsFirst } from './caseload.policy.ts';
import type { KeptCounts, KeptRow } from './kept-attention.repository.ts';

/** A client with what is known to be true of them now. */
export type KnownClient = {
  clientId: string;
  clientName: string;
  timeZone: string;
  dayStartHour: number;
  reasons: AttentionReason[];
  starts: ListedChange[];
  ends: ListedChange[];
};

/** A start or an end with whose it is. */
export type ListedChange = Change & { clientId: string; clientName: string };

/** What is put before a practitioner. */
export type Listed = { attention: KnownClient[]; starts: ListedChange[]; ends: ListedChange[] };

/** A client by what is kept, in which titles of protocols are still missing because they may change. */
export function toKnown(
  row: KeptRow,
  attention: Pick<ClientAttention, 'reasons' | 'starts' | 'ends'> = withoutTitles(row),
): KnownClient {
  const { client_id: clientId, name: clientName } = row;
  const listed = (changes: readonly Change[]) => changes.map((one) => ({ ...one, clientId, clientName }));
  return {
    clientId,
    clientName,
    timeZone: row.time_zone,
    dayStartHour: row.day_start_hour,
    reasons: allReasons(attention),
    starts: listed(attention.starts),
    ends: listed(attention.ends),
  };
}

function withoutTitles({
  reasons,
  starts,
  ends,
}: KeptRow): Pick<ClientAttention, 'reasons' | 'starts' | 'ends'> {
  const untitled = (changes: KeptRow['starts']) => changes.map((one) => ({ ...one, protocolTitle: '' }));
  return { reasons, starts: untitled(starts), ends: untitled(ends) };
}

/** The worst clients, and what starts and ends soonest, each as many as are listed. */
export function mostPressing(clients: readonly KnownClient[]): Listed {
  return {
    attention: worstClientsFirst(clients),
    starts: soonestFirst(clients.flatMap(({ starts }) => starts)),
    ends: soonestFirst(clients.flatMap(({ ends }) => ends)),
  };
}

function soonestFirst(changes: readonly ListedChange[]): ListedChange[] {
  const order = ({ date, clientName, assignmentId }: ListedChange) => `${date} ${clientName} ${assignmentId}`;
  return changes.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)).slice(0, MOST_CHANGES);
}

/** The outdated clients that are worked out: the most urgent as far as is known, at most `most`. */
export function worstOutdated(rows: readonly KeptRow[], most: number): KeptRow[] {
  return rows
    .filter(({ fresh }) => !fresh)
    .toSorted((a, b) => (b.urgency ?? -1) - (a.urgency ?? -1))
    .slice(0, most);
}

/** What is kept of all clients, corrected by what was worked out of some. */
export function correctCounts(
  counts: KeptCounts,
  workedOut: readonly { row: KeptRow; attention: ClientAttention }[],
): Omit<KeptCounts, 'outdated'> & { pending: number } {
  const corrected = { ...counts };
  for (const { row, attention } of workedOut) {
    corrected.attention += Number(allReasons(attention).length > 0) - Number(row.urgency !== null);
    corrected.starting += attention.starts.length - row.starts.length;
    corrected.ending += attention.ends.length - row.ends.length;
    corrected.following += Number(attention.following) - Number(row.following);
    corrected.checked_in += Number(attention.checkedIn) - Number(row.checked_in && row.of_today);
  }
  const { outdated, ...rest } = corrected;
  const pending = outdated === MOST_COUNTED ? outdated : outdated - workedOut.length;
  return { ...rest, pending };
}
