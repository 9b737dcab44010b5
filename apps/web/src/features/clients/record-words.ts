import type { PregnancyStatus } from '@healthprotocol/contracts/protocol-content';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

export const pregnancyWords: Record<PregnancyStatus, MessageDescriptor> = {
  not_recorded: msg`Not recorded`,
  not_pregnant: msg`Not pregnant`,
  pregnant: msg`Pregnant`,
  breastfeeding: msg`Breastfeeding`,
  trying: msg`Trying to conceive`,
};
