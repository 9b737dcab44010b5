import type { AdherenceAnswer, ClientSummary, LocalDate, PractitionerToday } from '@healthprotocol/contracts';
import { worstFirst } from './caseload.policy.ts';
import type { ClientLineRow } from './client-list.repository.ts';
import type { Listed, ListedChange } from './known-clients.ts';

export function presentClientSummary(
  row: ClientLineRow,
  facts: { runningAssignments: number; adherence30: AdherenceAnswer; lastCheckInDate: LocalDate | null },
): ClientSummary {
  return {
    id: row.id,
    name: row.name,
    birthDate: row.birth_date,
    timeZone: row.time_zone,
    login: row.login,
    archived: row.archived_at !== null,
    runningAssignments: facts.runningAssignments,
    adherence30: facts.adherence30,
    lastCheckInDate: facts.lastCheckInDate,
  };
}

type Counts = {
  attention: number;
  starting: number;
  ending: number;
  following: number;
  checked_in: number;
  pending: number;
};

/** `titles` are those of the assignments of whom only what is kept was read. */
export function presentToday(
  { attention, starts, ends }: Listed,
  counts: Counts,
  titles: ReadonlyMap<string, string>,
  adherence: ReadonlyMap<string, AdherenceAnswer>,
): PractitionerToday {
  const titleOf = (assignmentId: string, title: string) => titles.get(assignmentId) ?? title;
  const presentChange = (change: ListedChange): PractitionerToday['starts'][number] => ({
    clientId: change.clientId,
    clientName: change.clientName,
    assignmentId: change.assignmentId,
    protocolTitle: titleOf(change.assignmentId, change.protocolTitle),
    date: change.date,
  });
  return {
    attention: attention.map((client) => ({
      clientId: client.clientId,
      clientName: client.clientName,
      timeZone: client.timeZone,
      adherence30: adherence.get(client.clientId)!,
      reasons: worstFirst(client.reasons).map((reason) =>
        reason.kind === 'ends_soon'
          ? { ...reason, protocolTitle: titleOf(reason.assignmentId, reason.protocolTitle) }
          : reason,
      ),
    })),
    starts: starts.map(presentChange),
    ends: ends.map(presentChange),
    followingClients: counts.following,
    checkedInToday: counts.checked_in,
    attentionTotal: counts.attention,
    startsTotal: counts.starting,
    endsTotal: counts.ending,
    pendingClients: counts.pending,
  };
}
