import { hash } from 'node:crypto';
import type { CachePolicy } from '@healthprotocol/contracts';
import type { FastifyInstance } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether a browser may keep the answer; without it, health data is assumed and nobody may. */
    cache?: CachePolicy | undefined;
  }
}

/**
 * Answers 304 where the browser has kept what would be sent: the ETag is a hash of the answer, so that every instance gives the
 * same. Weak, because the bytes on the wire depend on their compression.
 */
export const caching = fastifyPlugin(async (app: FastifyInstance) => {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (request.routeOptions.config.cache !== 'revalidate' || reply.statusCode !== 200)
      return done(null, payload);
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return done(null, payload);
    const etag = `W/"${hash('sha1', payload, 'base64url')}"`;
    reply.header('etag', etag);
    const kept = request.headers['if-none-match']?.split(',').map((value) => value.trim()) ?? [];
    if (!kept.includes(etag) && !kept.includes('*')) return done(null, payload);
    reply.code(304).removeHeader('content-length').removeHeader('content-type');
    done(null, null);
  });
});
