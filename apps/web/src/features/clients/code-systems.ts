import type { Coding } from '@healthprotocol/contracts/protocol-content';

/** The terminologies that codes come from, by their own names. */
export const codeSystems: Record<Coding['system'], string> = {
  icd10: 'ICD-10',
  snomed: 'SNOMED CT',
  rxnorm: 'RxNorm',
  atc: 'ATC',
};
