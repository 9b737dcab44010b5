import {
  changeMemberRoute,
  changeOrganizationRoute,
  getOrganizationRoute,
  inviteMemberRoute,
  listInvitationsRoute,
  listMembersRoute,
  removeMemberRoute,
  revokeInvitationRoute,
} from '@healthprotocol/contracts';
import type { Api } from '../../platform/http/api.ts';
import { changeMember } from './change-member.ts';
import { changeOrganization } from './change-organization.ts';
import { inviteMember } from './invite-member.ts';
import { listInvitations } from './list-invitations.ts';
import { listMembers } from './list-members.ts';
import { presentOrganization } from './organization.presenter.ts';
import { getOrganization } from './organization.repository.ts';
import type { OrganizationDeps } from './organization-deps.ts';
import { removeMember } from './remove-member.ts';
import { revokeInvitation } from './revoke-invitation.ts';

export function organizationRoutes(api: Api, deps: OrganizationDeps): void {
  api.route(getOrganizationRoute, async ({ inTenant }) =>
    presentOrganization(await inTenant(getOrganization)),
  );
  api.route(changeOrganizationRoute, changeOrganization);
  api.route(listMembersRoute, listMembers);
  api.route(inviteMemberRoute, (request) => inviteMember(request, deps));
  api.route(listInvitationsRoute, (request) => listInvitations(request, deps.clock));
  api.route(revokeInvitationRoute, (request) => revokeInvitation(request, deps.clock));
  api.route(changeMemberRoute, (request) => changeMember(request, deps));
  api.route(removeMemberRoute, (request) => removeMember(request, deps));
}
