import { RATE_TIERS, type RateSubject, type RateTier } from '@healthprotocol/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { AppError } from '../platform/app-error.ts';
import { elapsedMs } from '../platform/clock.ts';
import type { Metrics } from '../platform/metrics/metrics.ts';
import { networkOf } from '../platform/rate-limit/network-of.ts';
import { createRequestCounts, type RequestCount, WINDOW_MS } from '../platform/rate-limit/request-counts.ts';
import type { RedisClient } from '../platform/redis/connect-redis.ts';

/** Longest a sign-in waits for Redis; no other request waits at all. */
const PATIENCE_MS = 100;

type Options = { factor: number; metrics: Metrics; redis: RedisClient | undefined };

/** A limit of a tier: so many requests a minute of one user, organization or address. */
type Limit = { name: string; limit: number };
type Limits = Record<RateSubject, Limit> & { policy: { signedIn: string; anonymous: string } };

/** A limit that a request counts against, with what was counted of it. */
type Share = Limit & { count: RequestCount };

/** For whatever is not part of the API: files, pages, and addresses that do not exist. Whoever asks is known by the address alone. */
const TIER_OF_THE_REST: RateTier = 'file';

/**
 * Limits requests a minute by the tier of the route, for the user, the organization and the address that make them. Reads and
 * writes are counted in the process, which learns five times a second through Redis what other processes counted. A sign-in asks
 * Redis first, and is turned away while Redis is configured and does not answer.
 */
export const rateLimit = fastifyPlugin(async (app: FastifyInstance, { factor, metrics, redis }: Options) => {
  const limitsOf = allLimits(factor);
  const counts = createRequestCounts(redis, elapsedMs);
  app.addHook('onClose', async () => counts.close());

  const shareOf = ({ name, limit }: Limit, who: string): Share => ({
    ...{ name, limit },
    count: counts.of(name, who),
  });
  /** Who is not signed in is known by the address. */
  const sharesOf = ({ user, organization, address }: Limits, { actor, ip }: FastifyRequest): Share[] => {
    const network = networkOf(ip);
    if (!actor) return [shareOf(user, network), shareOf(address, network)];
    const { userId, organizationId } = actor;
    return [shareOf(user, userId), shareOf(organization, organizationId), shareOf(address, network)];
  };

  /** Writes the fields of draft-ietf-httpapi-ratelimit-headers-10: every policy, and how much is left of one. */
  const describe = (reply: FastifyReply, policy: string, { name, limit, count }: Share): void => {
    const left = Math.max(0, limit - count.used);
    reply.header('ratelimit-policy', policy);
    reply.header('ratelimit', `"${name}";r=${left};t=${Math.ceil(counts.leftMs(count) / 1000)}`);
  };
  const refuse = (reply: FastifyReply, tier: RateTier, policy: string, reached: Share): AppError => {
    describe(reply, policy, reached);
    reply.header('retry-after', Math.ceil(counts.leftMs(reached.count) / 1000));
    metrics.rateLimited.inc({ tier });
    return new AppError('too_many_requests');
  };

  // Before anybody asks who it is: an address that has spent its share costs the database nothing.
  app.addHook('onRequest', (request, reply, done) => {
    const { rateTier, isProbe } = request.routeOptions.config;
    if (isProbe) return done();
    const tier = rateTier ?? TIER_OF_THE_REST;
    const share = shareOf(limitsOf[tier].address, networkOf(request.ip));
    if (share.count.used >= share.limit) return done(refuse(reply, tier, policyOf([share]), share));
    // Nobody is signed in there, so this is all that is counted.
    if (!rateTier) counts.add(share.count);
    done();
  });

  // After authentication, before the body is read.
  app.addHook('preParsing', (request, reply, payload, done) => {
    const tier = request.routeOptions.config.rateTier;
    if (!tier) return done(null, payload);
    const limits = limitsOf[tier];
    const policy = request.actor ? limits.policy.signedIn : limits.policy.anonymous;
    const shares = sharesOf(limits, request);
    const spent = shares.find(({ count, limit }) => count.used >= limit);
    // A refused request is not counted: what one user asks in vain is not taken from the organization.
    if (spent) return done(refuse(reply, tier, policy, spent));
    for (const { count } of shares) counts.add(count);
    if (tier !== 'sign_in') {
      describe(reply, policy, nearestToItsEnd(shares));
      return done(null, payload);
    }
    const told = counts.agree(
      shares.map(({ count }) => count),
      PATIENCE_MS,
    );
    void told.then((agreed) => {
      if (!agreed) return done(new AppError('service_unavailable'));
      const over = shares.find(({ count, limit }) => count.used > limit);
      if (over) return done(refuse(reply, tier, policy, over));
      describe(reply, policy, nearestToItsEnd(shares));
      done(null, payload);
    });
  });
});

function allLimits(factor: number): Record<RateTier, Limits> {
  const limitsOf = (tier: RateTier): Limits => {
    const limitOf = (subject: RateSubject): Limit => ({
      name: `${tier}-${subject}`,
      limit: RATE_TIERS[tier][subject] * factor,
    });
    const [user, organization, address] = [limitOf('user'), limitOf('organization'), limitOf('address')];
    const policy = {
      signedIn: policyOf([user, organization, address]),
      anonymous: policyOf([user, address]),
    };
    return { user, organization, address, policy };
  };
  const tiers = Object.keys(RATE_TIERS) as RateTier[];
  return Object.fromEntries(tiers.map((tier) => [tier, limitsOf(tier)])) as Record<RateTier, Limits>;
}

const policyOf = (limits: readonly Limit[]): string =>
  limits.map(({ name, limit }) => `"${name}";q=${limit};w=${WINDOW_MS / 1000}`).join(', ');

function nearestToItsEnd(shares: readonly Share[]): Share {
  const part = ({ count, limit }: Share) => count.used / limit;
  return shares.reduce((nearest, share) => (part(share) > part(nearest) ? share : nearest));
}
