import Fastify, { type FastifyInstance } from 'fastify';
import type { Api } from '../platform/http/api.ts';
import { openApiDocument } from '../platform/http/openapi.ts';

/** Serves the OpenAPI document at `/api/openapi.json` and a readable page at `/api/docs`. */
export async function apiDocs(
  app: FastifyInstance,
  { api, version }: { api: Api; version: string },
): Promise<void> {
  let document: string | undefined;
  app.get('/api/openapi.json', { config: { cache: 'revalidate' } }, async (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(api.contracts, version));
    return reply.type('application/json').header('cache-control', 'no-cache').send(document);
  });
  // The page starts itself by an inline script; nothing else of this server may.
  app.addHook('onSend', async (_request, reply) => {
    reply.header(
      'content-security-policy',
      "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data: blob:; frame-ancestors 'none'",
    );
  });
  app.get('/api/docs', async (_request, reply) => reply.redirect('/api/docs/', 301));
  let page: Promise<FastifyInstance> | undefined;
  for (const path of ['/api/docs/', '/api/docs/js/scalar.js']) {
    app.get(path, async (_request, reply) => {
      page ??= buildPage();
      const { rawPayload, headers, statusCode } = await (await page).inject(path);
      return reply.code(statusCode).type(String(headers['content-type'])).send(rawPayload);
    });
  }
}

/** The page as an application of its own. It takes 30 MB, so it is not loaded before somebody reads it. */
async function buildPage(): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  const page = Fastify();
  await page.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      url: '/api/openapi.json',
      withDefaultFonts: false,
      telemetry: false,
      hideClientButton: true,
      // They lead to the maker's own services.
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
  return page;
}
