import {
  getSessionRoute,
  listSessionsRoute,
  revokeSessionRoute,
  signInRoute,
  signOutRoute,
  switchOrganizationRoute,
} from '@healthprotocol/contracts';
import { organizationSubject, sessionSubject } from '../../platform/cache/subjects.ts';
import type { Api } from '../../platform/http/api.ts';
import { sessionTokenOf } from '../../platform/session-cookie.ts';
import { listMemberships, listSessions } from './identity.repository.ts';
import type { IdentityServices } from './identity-deps.ts';
import { revokeSession } from './revoke-session.ts';
import { presentDevice, presentSession } from './session.presenter.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { switchOrganization } from './switch-organization.ts';

export function sessionRoutes(api: Api, services: IdentityServices): void {
  const { database } = services;

  api.route(signInRoute, ({ body, origin, http }) => signIn(services, body, origin, http));

  // The app asks at every start. Whoever changes the session or a membership of its user drops what is kept.
  api.route(getSessionRoute, ({ actor, answerFromCache, http: { request } }) =>
    answerFromCache(
      {
        cache: 'session',
        subject: sessionSubject(sessionTokenOf(request.headers.cookie) ?? ''),
        dependsOn: [organizationSubject(actor.organizationId)],
        variant: 'answer',
      },
      async () => ({ value: presentSession(actor, await listMemberships(database, actor.userId)) }),
    ),
  );

  api.route(signOutRoute, async ({ actor, inTenant, http }) => {
    await signOut(services, actor, inTenant, http);
    return undefined;
  });

  api.route(switchOrganizationRoute, ({ actor, body, origin, http }) =>
    switchOrganization(services, actor, body.organizationId, origin, http),
  );

  api.route(listSessionsRoute, async ({ actor }) => {
    const rows = await listSessions(database, actor.userId);
    return { items: rows.map((row) => presentDevice(row, actor.sessionId)) };
  });

  api.route(revokeSessionRoute, async ({ actor, params, inTenant }) => {
    await inTenant((tx) => revokeSession(tx, actor, params.sessionId));
    return undefined;
  });
}
