import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import type { Logger } from 'pino';
import { AppError } from '../platform/app-error.ts';
import { sendProblem } from './problem.ts';

type Options = {
  folder: string;
  /** Where browsers load the files with a hash in their name; empty for this server. */
  assetBase: string;
  /** Where the web app reports its faults, and as what; nowhere if not given. */
  errorReports?: { dsn: string; release: string; environment: string } | undefined;
  logger: Logger;
};

/** Serves the built web app: files with a hash in their name for a year, the page itself for every other address. */
export const webApp = fastifyPlugin(async (app: FastifyInstance, options: Options) => {
  const { folder, assetBase, errorReports, logger } = options;
  if (!existsSync(join(folder, 'index.html'))) {
    logger.warn('the web app is not built; only the API is served');
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    globIgnore: ['index.html', '**/*.{br,gz}'],
    index: false,
    cacheControl: false,
    // The build has put a .br and a .gz beside each file.
    preCompressed: true,
    setHeaders: (reply, path) => {
      if (!path.includes('/assets/')) return reply.header('cache-control', 'no-cache');
      reply.header('cache-control', 'public, max-age=31536000, immutable');
      // Fetched through a CDN they come from another origin than the page: module scripts and fonts then need both.
      reply.header('access-control-allow-origin', '*');
      reply.header('cross-origin-resource-policy', 'cross-origin');
    },
  });
  // One build serves everywhere: scripts and styles find each other by relative addresses, only the page names them in full.
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
    .replaceAll('"/assets/', `"${assetBase}/assets/`)
    .replace('</head>', () => `${errorReports ? errorReportsMeta(errorReports) : ''}</head>`);
  app.get('/*', { config: { cache: 'revalidate' } }, async (request, reply) => {
    if (!isPage(pathOf(request))) return sendProblem(request, reply, new AppError('not_found'));
    return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
  });
});

export const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? '/';

/** Whether the web app may have a page at an address: the app itself says if it does not. */
export const isPage = (path: string): boolean =>
  !path.startsWith('/api/') && !path.startsWith('/assets/') && !/\.[a-z0-9]+$/i.test(path);

/** Read by the web app; an inline script, the usual way, is what the content security policy forbids. */
function errorReportsMeta({ dsn, release, environment }: NonNullable<Options['errorReports']>): string {
  const quote = (value: string): string => `"${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
  return `  <meta name="error-reports" content=${quote(dsn)} data-release=${quote(release)} data-environment=${quote(environment)} />\n  `;
}
