import {
  acceptInvitationRoute,
  completePasswordResetRoute,
  previewInvitationRoute,
  requestPasswordResetRoute,
} from '@healthprotocol/contracts';
import type { Api } from '../../platform/http/api.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { completePasswordReset } from './complete-password-reset.ts';
import type { IdentityServices } from './identity-deps.ts';
import { previewInvitation } from './preview-invitation.ts';
import { requestPasswordReset } from './request-password-reset.ts';

/** How a login comes into being and gets a new password. */
export function loginRoutes(api: Api, services: IdentityServices): void {
  api.route(previewInvitationRoute, ({ body }) => previewInvitation(services, body.token));

  api.route(acceptInvitationRoute, ({ body, origin, http }) =>
    acceptInvitation(services, body, origin, http),
  );

  api.route(requestPasswordResetRoute, async ({ body, origin }) => {
    await requestPasswordReset(services, body.email, origin);
    return undefined;
  });

  api.route(completePasswordResetRoute, async ({ body, origin }) => {
    await completePasswordReset(services, body, origin);
    return undefined;
  });
}
