import type { Deprecation } from '@healthprotocol/contracts';
import type { FastifyReply } from 'fastify';

/** Says in every answer of a route that it is deprecated (RFC 9745, a structured date), when it goes (RFC 8594), and what to read. */
export function announceDeprecation(reply: FastifyReply, { since, sunset, link }: Deprecation): void {
  reply.header('deprecation', `@${Date.parse(since) / 1000}`);
  if (sunset) reply.header('sunset', new Date(sunset).toUTCString());
  if (link) reply.header('link', `<${link}>; rel="deprecation"; type="text/html"`);
}
