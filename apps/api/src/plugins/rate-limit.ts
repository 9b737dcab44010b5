import { RATE_TIERS, type RateSubject, type RateTier } from '@healthprotocol/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { AppError } from '../platform/app-error.ts';
import { elapsedMs } from '../platform/clock.ts';
import type { Metrics } from '../platform/metrics/metrics.ts';
import { networkOf } from '../platform/rate-limit/network-of.ts';
import { createRequestCounts, type RequestCounts, WINDOW_MS } from '../platform/rate-limit/request-counts.ts';
import type { RedisClient } from '../platform/redis/connect-redis.ts';

/** Longest a sign-in waits for Redis; no other request waits at all. */
const PATIENCE_MS = 100;

type Options = { factor: number; metrics: Metrics; redis: RedisClient | undefined };

/** One of the limits that a request counts against: `limit` requests of `key` a minute. */
type Share = { name: string; key: string; limit: number };

/**
 * Limits requests a minute by the tier of the route, for the user, the organization and the address that make them. Reads and
 * writes are counted in the process, which learns five times a second through Redis what other processes counted. A sign-in asks
 * Redis first, and is turned away while Redis is configured and does not answer.
 */
export const rateLimit = fastifyPlugin(async (app: FastifyInstance, { factor, metrics, redis }: Options) => {
  const counts = createRequestCounts(redis, elapsedMs);
  app.addHook('onClose', async () => counts.close());
  const refuse = (reply: FastifyReply, tier: RateTier, shares: Share[], reached: Share): AppError => {
    describe(reply, counts, shares, reached);
    reply.header('retry-after', secondsLeft(counts, reached));
    metrics.rateLimited.inc({ tier });
    return new AppError('too_many_requests');
  };

  // Before anybody asks who it is: an address that has spent its share costs the database nothing.
  app.addHook('onRequest', (request, reply, done) => {
    const tier = request.routeOptions.config.rateTier;
    if (!tier) return done();
    const share = addressShare(tier, request.ip, factor);
    if (counts.used(share.key) < share.limit) return done();
    done(refuse(reply, tier, [share], share));
  });

  // After authentication, before the body is read.
  app.addHook('preParsing', (request, reply, payload, done) => {
    const tier = request.routeOptions.config.rateTier;
    if (!tier) return done(null, payload);
    const shares = sharesOf(tier, request, factor);
    const spent = shares.find(({ key, limit }) => counts.used(key) >= limit);
    // A refused request is not counted: what one user asks in vain is not taken from the organization.
    if (spent) return done(refuse(reply, tier, shares, spent));
    for (const { key } of shares) counts.add(key);
    if (tier !== 'sign_in') {
      describe(reply, counts, shares, nearestToItsEnd(counts, shares));
      return done(null, payload);
    }
    const keys = shares.map(({ key }) => key);
    void counts.agree(keys, PATIENCE_MS).then((agreed) => {
      if (!agreed) return done(new AppError('service_unavailable'));
      const over = shares.find(({ key, limit }) => counts.used(key) > limit);
      if (over) return done(refuse(reply, tier, shares, over));
      describe(reply, counts, shares, nearestToItsEnd(counts, shares));
      done(null, payload);
    });
  });
});

const shareOf = (tier: RateTier, subject: RateSubject, who: string, factor: number): Share => ({
  name: `${tier}-${subject}`,
  key: `${tier}:${subject}:${who}`,
  limit: RATE_TIERS[tier][subject] * factor,
});

const addressShare = (tier: RateTier, ip: string, factor: number): Share =>
  shareOf(tier, 'address', networkOf(ip), factor);

/** Who is not signed in is known by the address. */
function sharesOf(tier: RateTier, { actor, ip }: FastifyRequest, factor: number): Share[] {
  return [
    shareOf(tier, 'user', actor?.userId ?? networkOf(ip), factor),
    ...(actor ? [shareOf(tier, 'organization', actor.organizationId, factor)] : []),
    addressShare(tier, ip, factor),
  ];
}

const secondsLeft = (counts: RequestCounts, { key }: Share): number => Math.ceil(counts.leftMs(key) / 1000);

/** Policies of a request, as they stand in the header; there are few. */
const policies = new Map<string, string>();

/** Writes the fields of draft-ietf-httpapi-ratelimit-headers-10: every policy, and how much is left of one. */
function describe(reply: FastifyReply, counts: RequestCounts, shares: readonly Share[], told: Share): void {
  const left = Math.max(0, told.limit - counts.used(told.key));
  reply.header('ratelimit-policy', policyOf(shares));
  reply.header('ratelimit', `"${told.name}";r=${left};t=${secondsLeft(counts, told)}`);
}

function policyOf(shares: readonly Share[]): string {
  const id = shares.map(({ name, limit }) => name + limit).join();
  const known = policies.get(id);
  if (known) return known;
  const policy = shares.map(({ name, limit }) => `"${name}";q=${limit};w=${WINDOW_MS / 1000}`).join(', ');
  policies.set(id, policy);
  return policy;
}

function nearestToItsEnd(counts: RequestCounts, shares: readonly Share[]): Share {
  const part = ({ key, limit }: Share) => counts.used(key) / limit;
  return shares.reduce((nearest, share) => (part(share) > part(nearest) ? share : nearest));
}
