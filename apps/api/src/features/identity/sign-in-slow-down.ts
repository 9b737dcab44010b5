import { createHmac } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { AppError } from '../../platform/app-error.ts';
import type { IdentityServices } from './identity-deps.ts';
import { countRecentEvents } from './security-events.repository.ts';

const MAX_FAILURES = 10;
const WINDOW_SECONDS = 15 * 60;

/** An address as security events keep it: keyed, so that nobody can try addresses against it. */
export const hashOfAddress = (email: string, secret: string): string =>
  createHmac('sha256', secret).update(`address ${email}`).digest('base64url');

/**
 * Refuses an address that failed ten times in 15 minutes, until the failures have grown old. It does not matter whether the
 * address is known, so the refusal tells nothing.
 * @throws too_many_requests
 */
export async function refuseWhileSlowedDown(
  { database, metrics }: Pick<IdentityServices, 'database' | 'metrics'>,
  addressHash: string,
  reply: FastifyReply,
): Promise<void> {
  const failures = await countRecentEvents(database, 'session.failed', addressHash);
  if (failures < MAX_FAILURES) return;
  metrics.signIns.inc({ outcome: 'slowed_down' });
  reply.header('retry-after', WINDOW_SECONDS);
  throw new AppError('too_many_requests');
}
