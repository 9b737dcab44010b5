import type { Role } from '@healthprotocol/contracts/access';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

export const roleWords: Record<Role, MessageDescriptor> = {
  owner: msg`Owner`,
  admin: msg`Admin`,
  practitioner: msg`Practitioner`,
  client: msg`Client`,
};

export const roleHints: Record<'owner' | 'admin' | 'practitioner', MessageDescriptor> = {
  owner: msg`Everything, and makes other owners.`,
  admin: msg`Sees every client; manages the team and these settings.`,
  practitioner: msg`Sees the clients of their own care teams.`,
};
