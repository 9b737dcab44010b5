import type { Client } from '@healthprotocol/contracts/clients';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** How a client stands with signing in. */
export const loginWords: Record<Client['login'], MessageDescriptor> = {
  none: msg`No login`,
  invited: msg`Invited`,
  active: msg`Signs in`,
};
