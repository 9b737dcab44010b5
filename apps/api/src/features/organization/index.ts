import type { Api } from '../../platform/http/api.ts';
import { organizationRoutes } from './organization.routes.ts';
import type { OrganizationDeps } from './organization-deps.ts';

export { createOrganization } from './create-organization.ts';
export {
  invitationLink,
  invitationMail,
  inviteToOrganization,
  mailInvitation,
} from './invite-to-organization.ts';

/** The organization, its team and the invitations to it. */
export function registerOrganization(api: Api, deps: OrganizationDeps): void {
  organizationRoutes(api, deps);
}
