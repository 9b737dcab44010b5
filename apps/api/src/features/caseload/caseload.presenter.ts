import type {
  AdherenceAnswer,
  AttentionItem,
  ClientSummary,
  LocalDate,
  PractitionerToday,
} from '@healthprotocol/contracts';
import type { ChangeRow } from './attention.repository.ts';
import type { ClientInNeed } from './attention-facts.ts';
import { worstFirst } from './caseload.policy.ts';
import type { ClientLineRow } from './client-list.repository.ts';

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

export function presentAttention(client: ClientInNeed, adherence30: AdherenceAnswer): AttentionItem {
  return {
    clientId: client.clientId,
    clientName: client.clientName,
    timeZone: client.timeZone,
    adherence30,
    reasons: worstFirst(client.reasons),
  };
}

export function presentChange(row: ChangeRow): PractitionerToday['starts'][number] {
  return {
    clientId: row.client_id,
    clientName: row.name,
    assignmentId: row.assignment_id,
    protocolTitle: row.protocol_title,
    date: row.date,
  };
}
