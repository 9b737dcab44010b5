import type { FastifyInstance, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { AppError } from '../platform/app-error.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site makes with the visitor's cookie (OWASP CSRF cheat sheet: Fetch Metadata, then Origin).
 * Programs that send neither header are let through: a browser always sends one.
 */
export const sameSite = fastifyPlugin(async (app: FastifyInstance, { publicUrl }: { publicUrl: string }) => {
  const ownOrigin = new URL(publicUrl).origin;
  const isOwn = ({ headers }: FastifyRequest): boolean => {
    const fetchSite = headers['sec-fetch-site'];
    if (fetchSite !== undefined) return fetchSite === 'same-origin' || fetchSite === 'none';
    const { origin, host } = headers;
    if (origin === undefined || origin === ownOrigin) return true;
    return URL.canParse(origin) && new URL(origin).host === host;
  };
  app.addHook('onRequest', (request, _reply, done) => {
    if (SAFE_METHODS.has(request.method) || isOwn(request)) done();
    else done(new AppError('cross_site_request'));
  });
});
