import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { sessionTokenOf } from '../platform/session-cookie.ts';
import type { Sessions } from '../platform/sessions.ts';

/** Finds out who makes a request of the API. It lets everybody through: each route's contract decides. */
export const authenticate = fastifyPlugin(
  async (app: FastifyInstance, { sessions }: { sessions: Sessions }) => {
    app.decorateRequest('actor', null);
    app.decorateRequest('lacksMembership', false);

    app.addHook('onRequest', async (request) => {
      if (!request.routeOptions.config.contract) return;
      const token = sessionTokenOf(request.headers.cookie);
      const session = token === undefined ? null : await sessions.find(token);
      if (!session) return;
      request.actor = session.actor;
      request.lacksMembership = session.actor === null;
      if (session.actor) {
        const { userId, organizationId } = session.actor;
        request.scope.addIds({ userId, organizationId });
      }
    });
  },
);
