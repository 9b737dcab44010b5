import fastifyRateLimit from '@fastify/rate-limit';
import { RATE_TIERS, type RateTier } from '@healthprotocol/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { AppError } from '../platform/app-error.ts';

const byAddress: readonly RateTier[] = ['public', 'sign_in'];

const tierOf = (request: FastifyRequest): RateTier => request.routeOptions.config.rateTier ?? 'public';

/** Limits requests a minute by the tier of the route: by user where one is signed in, by address before. */
export const rateLimit = fastifyPlugin(async (app: FastifyInstance, { factor }: { factor: number }) => {
  await app.register(fastifyRateLimit, {
    global: true,
    // After authentication, before the body is read.
    hook: 'preParsing',
    timeWindow: 60_000,
    max: (request) => RATE_TIERS[tierOf(request)] * factor,
    allowList: (request) => request.routeOptions.config.rateTier === undefined,
    keyGenerator: (request) => {
      const tier = tierOf(request);
      const who = byAddress.includes(tier) ? request.ip : (request.actor?.userId ?? request.ip);
      return `${tier}:${who}`;
    },
    enableDraftSpec: true,
    errorResponseBuilder: () => new AppError('too_many_requests'),
  });
});
