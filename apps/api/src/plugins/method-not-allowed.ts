import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import findMyWay from 'find-my-way';
import { AppError } from '../platform/app-error.ts';
import { sendProblem } from './problem.ts';
import { isPage, pathOf } from './web-app.ts';

/** The address under which anything else is looked for; see the plugin `webApp`. */
const ANY = '/*';
const PAGE_METHODS = ['GET', 'HEAD'];

/** Answers 405 with the methods there are where only the method is unknown, and 404 without reading a body. Registered before any route. */
export const methodNotAllowed = fastifyPlugin(async (app: FastifyInstance) => {
  const addresses = findMyWay();
  const methodsOf = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    if (url === ANY) return;
    let methods = methodsOf.get(url);
    if (!methods) {
      methods = new Set();
      methodsOf.set(url, methods);
      addresses.on('GET', url, () => {}, methods);
    }
    for (const one of [method].flat()) methods.add(one);
  });

  app.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    const path = pathOf(request);
    const methods = addresses.find('GET', path)?.store as Set<string> | undefined;
    const allowed = methods ?? (isPage(path) ? PAGE_METHODS : undefined);
    if (!allowed) return sendProblem(request, reply, new AppError('not_found'));
    reply.header('allow', [...allowed].join(', '));
    sendProblem(request, reply, new AppError('method_not_allowed'));
  });
});
