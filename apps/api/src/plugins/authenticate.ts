import cookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { Kysely } from 'kysely';
import type { Actor } from '../platform/actor.ts';
import type { Database } from '../platform/db/schema.ts';
import { findSessionActor, type SessionActorRow } from '../platform/session-actor.repository.ts';
import { sessionTokenOf } from '../platform/session-cookie.ts';

/** Finds out who makes a request of the API. It lets everybody through: each route's contract decides. */
export const authenticate = fastifyPlugin(async (app: FastifyInstance, { db }: { db: Kysely<Database> }) => {
  await app.register(cookie);
  app.decorateRequest('actor', null);
  app.decorateRequest('lacksMembership', false);

  app.addHook('onRequest', async (request) => {
    if (!request.routeOptions.config.contract) return;
    const token = sessionTokenOf(request.cookies);
    const row = token === undefined ? undefined : await findSessionActor(db, token);
    request.actor = row ? toActor(row) : null;
    request.lacksMembership = row !== undefined && request.actor === null;
    if (request.actor) {
      const { userId, organizationId } = request.actor;
      request.log = request.log.child({ userId, organizationId });
    }
  });
});

function toActor(row: SessionActorRow): Actor | null {
  if (!row.organization_id || !row.organization_name || !row.member_id || !row.role) return null;
  return {
    userId: row.user_id,
    userName: row.user_name,
    userEmail: row.user_email,
    sessionId: row.session_id,
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    memberId: row.member_id,
    role: row.role,
    clientId: row.client_id,
  };
}
