export {
  type IssuedInvitation,
  inviteToOrganization,
  mailInvitation,
} from './invite-to-organization.ts';
