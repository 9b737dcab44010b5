import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import helmet from 'helmet';

type Options = {
  https: boolean;
  /** Where browsers load hashed files; empty for this server. */
  assetBase: string;
  /** Project that browsers report faults to, if any. */
  errorReportsDsn?: string | undefined;
};

/** Security headers for every answer; scripts come from this server and, where one is set, from its CDN. */
export const securityHeaders = fastifyPlugin(async (app: FastifyInstance, options: Options) => {
  const headers = headersOf(options);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
});

/** What helmet sets is the same for every answer, so it is asked once. */
function headersOf({ https, assetBase, errorReportsDsn }: Options): Record<string, string> {
  // With its path, so that nothing else of the same host may run.
  const assets = assetBase === '' ? [] : [`${assetBase}/assets/`];
  const set = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'", ...(errorReportsDsn ? [new URL(errorReportsDsn).origin] : [])],
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
  const headers: Record<string, string> = {
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  };
  const collecting = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => {},
  };
  set({} as never, collecting as unknown as ServerResponse, (error) => {
    if (error) throw error;
  });
  return headers;
}
