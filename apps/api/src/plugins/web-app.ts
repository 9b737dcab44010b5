import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { AppError } from '../platform/app-error.ts';
import { sendProblem } from './problem.ts';

/** Serves the built web app: files with a hash in their name for a year, the page itself for every other address. */
export const webApp = fastifyPlugin(async (app: FastifyInstance, { folder }: { folder: string }) => {
  if (!existsSync(join(folder, 'index.html'))) {
    app.log.warn('the web app is not built; only the API is served');
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const immutable = path.includes('/assets/');
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.get('/*', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const isPage = !path.startsWith('/api/') && !path.startsWith('/assets/') && !/\.[a-z0-9]+$/i.test(path);
    if (!isPage) return sendProblem(request, reply, new AppError('not_found'));
    return reply.sendFile('index.html');
  });
});
