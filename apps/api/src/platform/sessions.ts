import type { CacheService } from './cache/cache.ts';
import { sessionSubject } from './cache/subjects.ts';
import type { Clock } from './clock.ts';
import type { AppDatabase } from './db/schema.ts';
import {
  findSession,
  type LiveSession,
  listSessionTokens,
  type SessionLifetime,
  touchSession,
} from './session-actor.repository.ts';

/** Who is behind a token. Kept for up to a minute, and forgotten everywhere at once by whoever changes a session or a membership. */
export type Sessions = {
  find(token: string): Promise<LiveSession | null>;
  /** Lets the next request ask the database anew; called after the change has committed. */
  forget(...tokens: string[]): Promise<void>;
  /** The same for every session of a user that there is now. */
  forgetUser(userId: string): Promise<void>;
};

export function createSessions(deps: {
  database: AppDatabase;
  cache: CacheService;
  clock: Clock;
  lifetime: SessionLifetime;
}): Sessions {
  const { database, cache, clock, lifetime } = deps;

  async function load(token: string) {
    const found = await findSession(database, token);
    // A token that is none is not kept: anybody can make up any number of them.
    if (!found) return { value: null, validUntil: 0 };
    const { dueForTouch, remainingMs, ...session } = found;
    if (dueForTouch) await touchSession(database, session.sessionId, lifetime);
    return { value: session, validUntil: clock.now().getTime() + remainingMs };
  }

  const forget = (...tokens: string[]) => cache.invalidate(...tokens.map(sessionSubject));
  return {
    find: (token) =>
      cache.getOrLoad<LiveSession | null>({ cache: 'session', subject: sessionSubject(token) }, () =>
        load(token),
      ),
    forget,
    forgetUser: async (userId) => forget(...(await listSessionTokens(database, userId))),
  };
}
