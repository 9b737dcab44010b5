import type { Api } from '../../platform/http/api.ts';
import { createAuth } from './auth.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { loginRoutes } from './login.routes.ts';
import { sessionRoutes } from './session.routes.ts';

/** Sign-in, sessions, password reset and the acceptance of invitations. */
export function registerIdentity(api: Api, deps: IdentityDeps): void {
  const services = { ...deps, auth: createAuth(deps.database, deps.config) };
  sessionRoutes(api, services);
  loginRoutes(api, services);
}

export { deleteEnded } from './delete-ended.ts';
export { hashPassword } from './password-hash.ts';
