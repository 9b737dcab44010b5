import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { AppError } from '../platform/app-error.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site makes with the visitor's cookie (OWASP CSRF cheat sheet: Fetch Metadata, then Origin).
 * Programs that send neither header are let through: a browser always sends one.
 */
export const sameSite = fastifyPlugin(async (app: FastifyInstance, { publicUrl }: { publicUrl: string }) => {
  const ownOrigin = new URL(publicUrl).origin;
  app.addHook('onRequest', async (request) => {
    if (SAFE_METHODS.has(request.method)) return;
    const fetchSite = request.headers['sec-fetch-site'];
    if (fetchSite !== undefined) {
      if (fetchSite === 'same-origin' || fetchSite === 'none') return;
      throw new AppError('cross_site_request');
    }
    const { origin, host } = request.headers;
    if (origin === undefined || origin === ownOrigin) return;
    if (URL.canParse(origin) && new URL(origin).host === host) return;
    throw new AppError('cross_site_request');
  });
});
