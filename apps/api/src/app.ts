import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import packageJson from '../package.json' with { type: 'json' };
import { registerAdherence } from './features/adherence/index.ts';
import { registerAssignments } from './features/assignments/index.ts';
import { registerCaseload } from './features/caseload/index.ts';
import { registerCheckIns } from './features/check-ins/index.ts';
import { registerClients } from './features/clients/index.ts';
import { registerDays } from './features/days/index.ts';
import { registerIdentity } from './features/identity/index.ts';
import { registerOrganization } from './features/organization/index.ts';
import { registerProtocols } from './features/protocols/index.ts';
import type { CacheService } from './platform/cache/cache.ts';
import { openCache } from './platform/cache/open-cache.ts';
import { releaseName } from './platform/error-reports/error-reports.ts';
import { type Api, createApi } from './platform/http/api.ts';
import { boundConnections, connectionLimits } from './platform/http/connection-limits.ts';
import { requestId } from './platform/logger.ts';
import { createMailer, type Mailer } from './platform/mail/mailer.ts';
import { connectRedis } from './platform/redis/connect-redis.ts';
import { createSessions, type Sessions } from './platform/sessions.ts';
import { apiDocs } from './plugins/api-docs.ts';
import { authenticate } from './plugins/authenticate.ts';
import { caching } from './plugins/caching.ts';
import { compression } from './plugins/compression.ts';
import { health } from './plugins/health.ts';
import { methodNotAllowed } from './plugins/method-not-allowed.ts';
import { performanceMonitor } from './plugins/performance-monitor.ts';
import { answerError, problem } from './plugins/problem.ts';
import { rateLimit } from './plugins/rate-limit.ts';
import { sameSite } from './plugins/same-site.ts';
import { securityHeaders } from './plugins/security-headers.ts';
import { shedLoad } from './plugins/shed-load.ts';
import { webApp } from './plugins/web-app.ts';
import type { AppDeps } from './serve.ts';

declare module 'fastify' {
  interface FastifyInstance {
    api: Api;
    cache: CacheService;
  }
}

const BODY_LIMIT_BYTES = 1024 * 1024;
const WEB_FOLDER = join(import.meta.dirname, '../../web/dist');

/** Builds the application: an explicit list of plugins and features, in the order in which they see a request. */
export async function buildApp(deps: AppDeps, webFolder = WEB_FOLDER): Promise<FastifyInstance> {
  const { config, database, logger, metrics } = deps;
  const https = config.PUBLIC_URL.startsWith('https:');
  const app = Fastify({
    // Fastify's own lines would cost every request a logger and two listeners; `request.scope.log` makes one when asked.
    logger: false,
    genReqId: requestId,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: config.TRUSTED_PROXIES.length > 0 ? config.TRUSTED_PROXIES : false,
    ...connectionLimits(config.REQUEST_TIMEOUT_SECONDS, logger),
    keepAliveTimeout: config.KEEP_ALIVE_SECONDS * 1000,
    // What still arrives on an open connection is answered, with `connection: close`, instead of turned away.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      app.monitorRequest(request, reply);
      answerError(error, request, reply);
    },
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance;
  boundConnections(app, config.MAX_CONNECTIONS, logger);
  await app.register(performanceMonitor, { metrics, tracing: deps.tracing, logger });
  app.addHook('onSend', (request, reply, payload, done) => {
    reply.header('x-request-id', request.id);
    // A load balancer lets go of a connection that says so, and sends the next request elsewhere.
    if (!deps.isAccepting()) reply.header('connection', 'close');
    done(null, payload);
  });

  // Bodies are JSON only.
  app.removeContentTypeParser('text/plain');

  await app.register(problem, { reports: deps.errorReports });
  const assetBase = config.ASSET_BASE_URL ?? '';
  await app.register(securityHeaders, { https, assetBase, errorReportsDsn: config.SENTRY_WEB_DSN });
  await app.register(caching);
  await app.register(compression);
  await app.register(shedLoad, {
    maxDelayMs: config.MAX_EVENT_LOOP_DELAY_MS,
    maxInFlight: config.MAX_REQUESTS_IN_FLIGHT,
    metrics,
  });
  await app.register(sameSite, { publicUrl: config.PUBLIC_URL });
  const redis = config.REDIS_URL
    ? connectRedis({ url: config.REDIS_URL, name: 'rate-limits', logger })
    : undefined;
  app.addHook('onClose', async () => redis?.destroy());
  // It counts after authentication, in a later phase; before, it refuses addresses that have spent their share.
  await app.register(rateLimit, { factor: config.RATE_LIMIT_FACTOR, metrics, redis });
  await app.register(methodNotAllowed);
  const cache = openCache(config, deps);
  app.decorate('cache', cache);
  app.addHook('onClose', () => cache.close());
  const sessions = createSessions({
    ...{ database, cache, clock: deps.clock },
    lifetime: { idleHours: config.SESSION_IDLE_HOURS, maxDays: config.SESSION_MAX_DAYS },
  });
  await app.register(authenticate, { sessions });

  const api = createApi(app, database, cache);
  app.decorate('api', api);
  const mailer = createMailer(config, logger);
  app.addHook('onClose', () => mailer.close());
  registerFeatures(api, { ...deps, mailer, cache, sessions });

  await app.register(health, {
    isDraining: () => !deps.isAccepting(),
    checks: [{ name: 'database', check: async () => void (await sql`select 1`.execute(database)) }],
  });
  await app.register(apiDocs, { api, version: packageJson.version });
  const errorReports = config.SENTRY_WEB_DSN
    ? {
        dsn: config.SENTRY_WEB_DSN,
        release: releaseName(config, packageJson.version),
        environment: config.NODE_ENV,
      }
    : undefined;
  await app.register(webApp, { folder: webFolder, assetBase, errorReports, logger });
  return app;
}

/** Every feature, each through its only door. */
function registerFeatures(
  api: Api,
  deps: AppDeps & { mailer: Mailer; cache: CacheService; sessions: Sessions },
): void {
  registerIdentity(api, deps);
  registerOrganization(api, deps);
  registerClients(api, deps);
  registerProtocols(api, deps);
  registerAdherence(api, deps);
  registerAssignments(api, deps);
  registerCheckIns(api, deps);
  registerDays(api, deps);
  registerCaseload(api, deps);
}
