import type { ClientRecord } from '@healthprotocol/contracts/clients';

/** The record as it stands in a form: what is empty is an empty text. */
export type RecordForm = Omit<ClientRecord, 'email'> & { email: string };

export const recordFields = [
  'name',
  'email',
  'birthDate',
  'pregnancyStatus',
  'conditions',
  'medications',
  'allergies',
  'timeZone',
  'dayStartHour',
  'units',
] as const satisfies readonly (keyof ClientRecord)[];
export type RecordFieldName = (typeof recordFields)[number];

export function formOf(record: ClientRecord): RecordForm {
  const {
    name,
    birthDate,
    pregnancyStatus,
    conditions,
    medications,
    allergies,
    timeZone,
    dayStartHour,
    units,
  } = record;
  return {
    name,
    email: record.email ?? '',
    birthDate,
    pregnancyStatus,
    conditions,
    medications,
    allergies,
    timeZone,
    dayStartHour,
    units,
  };
}

export function recordOf(form: RecordForm): ClientRecord {
  return { ...form, email: form.email.trim() || null };
}

/** The form of a client nobody knows anything about yet. */
export function emptyForm(timeZone: string): RecordForm {
  return {
    name: '',
    email: '',
    birthDate: null,
    pregnancyStatus: 'not_recorded',
    conditions: [],
    medications: [],
    allergies: [],
    timeZone,
    dayStartHour: 0,
    units: 'metric',
  };
}
