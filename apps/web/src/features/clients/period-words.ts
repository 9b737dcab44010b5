import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ClientPeriod } from './client-periods.ts';

export const periodWords: Record<ClientPeriod, MessageDescriptor> = {
  days7: msg`7 days`,
  days30: msg`30 days`,
  days90: msg`90 days`,
  all: msg`In all`,
};
