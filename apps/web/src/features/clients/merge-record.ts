import type { Client, ClientRecord } from '@healthprotocol/contracts/clients';
import { formOf, type RecordFieldName, type RecordForm, recordFields } from './record-form.ts';

/** A field that both changed: what is saved now, and what was typed here. */
export interface RecordConflict {
  field: RecordFieldName;
  theirs: RecordForm[RecordFieldName];
}

export interface MergedRecord {
  form: RecordForm;
  conflicts: RecordConflict[];
}

/**
 * Brings together what somebody else saved and what is typed here, both starting from `base`: a field that only one of
 * them changed takes that change; where both did, what is typed stays, and the other is reported.
 */
export function mergeRecord(base: ClientRecord, mine: RecordForm, theirs: Client): MergedRecord {
  const before = formOf(base);
  const saved = formOf(theirs);
  const conflicts: RecordConflict[] = [];
  const form = { ...mine };
  for (const field of recordFields) {
    if (isSame(saved[field], before[field]) || isSame(saved[field], mine[field])) continue;
    if (isSame(mine[field], before[field])) Object.assign(form, { [field]: saved[field] });
    else conflicts.push({ field, theirs: saved[field] });
  }
  return { form, conflicts };
}

/** Fields hold texts, numbers and short lists whose keys always come in one order. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
