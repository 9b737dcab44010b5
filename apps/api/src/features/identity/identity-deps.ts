import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import type { CacheService } from '../../platform/cache/cache.ts';
import type { Clock } from '../../platform/clock.ts';
import type { AppDatabase } from '../../platform/db/schema.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';
import type { Metrics } from '../../platform/metrics/metrics.ts';
import type { Sessions } from '../../platform/sessions.ts';
import type { Auth } from './auth.ts';

/** What the feature is registered with. */
export type IdentityDeps = {
  config: Config & { SECRET: string };
  database: AppDatabase;
  cache: CacheService;
  sessions: Sessions;
  logger: Logger;
  clock: Clock;
  mailer: Mailer;
  metrics: Metrics;
};

/** What its commands work with. */
export type IdentityServices = IdentityDeps & { auth: Auth };

export type Http = { request: FastifyRequest; reply: FastifyReply };
