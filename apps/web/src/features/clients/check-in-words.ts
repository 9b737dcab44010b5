import type { CheckInStatus, SkipReason } from '@healthprotocol/contracts/check-ins';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

export const checkInWords: Record<CheckInStatus, MessageDescriptor> = {
  done: msg`Done`,
  partly: msg`Partly done`,
  skipped: msg`Skipped`,
  undone: msg`Taken back`,
};

export const skipReasonWords: Record<SkipReason, MessageDescriptor> = {
  forgot: msg`Forgot`,
  side_effect: msg`Side effect`,
  unwell: msg`Unwell`,
  travelling: msg`Travelling`,
  not_available: msg`Not available`,
  clinician_said_so: msg`A clinician said so`,
  other: msg`Another reason`,
};
