import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { AppDatabase } from '../platform/db/schema.ts';
import { findSession, type SessionLifetime, touchSession } from '../platform/session-actor.repository.ts';
import { sessionTokenOf } from '../platform/session-cookie.ts';

type Options = { db: AppDatabase; lifetime: SessionLifetime };

/** Finds out who makes a request of the API. It lets everybody through: each route's contract decides. */
export const authenticate = fastifyPlugin(async (app: FastifyInstance, { db, lifetime }: Options) => {
  await app.register(cookie);
  app.decorateRequest('actor', null);
  app.decorateRequest('lacksMembership', false);

  app.addHook('onRequest', async (request) => {
    if (!request.routeOptions.config.contract) return;
    const token = sessionTokenOf(request.cookies);
    const session = token === undefined ? undefined : await findSession(db, token);
    if (!session) return;
    request.actor = session.actor;
    request.lacksMembership = session.actor === null;
    if (session.actor) {
      const { userId, organizationId } = session.actor;
      request.log = request.log.child({ userId, organizationId });
    }
    if (session.dueForTouch) await touchSession(db, session.sessionId, lifetime);
  });
});
