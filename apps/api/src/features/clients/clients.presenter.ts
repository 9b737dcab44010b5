import type { Client, ClientRecord } from '@healthprotocol/contracts';
import type { ClientRow } from './client-access.repository.ts';
import type { ClientDetailRow } from './clients.repository.ts';

export function presentClient(row: ClientDetailRow): Client {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    birthDate: row.birth_date,
    pregnancyStatus: row.pregnancy_status,
    conditions: row.conditions,
    medications: row.medications,
    allergies: row.allergies,
    timeZone: row.time_zone,
    dayStartHour: row.day_start_hour,
    units: row.units,
    careTeam: row.careTeam,
    login: row.login,
    archivedAt: row.archived_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    revision: row.revision,
  };
}

/** What a practitioner keeps about the client, in the form in which it is sent. */
export function recordOf(row: ClientRow): ClientRecord {
  return {
    name: row.name,
    email: row.email,
    birthDate: row.birth_date,
    pregnancyStatus: row.pregnancy_status,
    conditions: row.conditions,
    medications: row.medications,
    allergies: row.allergies,
    timeZone: row.time_zone,
    dayStartHour: row.day_start_hour,
    units: row.units,
  };
}
