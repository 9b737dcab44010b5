import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

type Options = {
  https: boolean /** Where browsers load hashed files; empty for this server. */;
  assetBase: string;
};

/** Security headers for every answer; scripts come from this server and, where one is set, from its CDN. */
export const securityHeaders = fastifyPlugin(async (app: FastifyInstance, { https, assetBase }: Options) => {
  // With its path, so that nothing else of the same host may run.
  const assets = assetBase === '' ? [] : [`${assetBase}/assets/`];
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'", ...assets],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:', ...assets],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'", ...assets],
        scriptSrcAttr: ["'none'"],
        // Menus and dialogs place themselves by style attributes and lock scrolling by a style element.
        styleSrc: ["'self'", "'unsafe-inline'", ...assets],
        ...(https && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: https ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()');
  });
});
