import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { loadWords } from '../platform/i18n/activate-locale.ts';
import { homeOf, sessionQuery } from '../platform/session.ts';

interface GuardInput {
  context: { queryClient: QueryClient };
  location: { href: string };
}

/** Lets only staff, or only clients, into a shell. Others go to sign-in and back, or to their own start. */
export function requireRole(kind: 'staff' | 'client') {
  return async ({ context, location }: GuardInput): Promise<void> => {
    const words = wordsFor(kind);
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ href: signInAddress(location.href) });
    if ((session.role === 'client') !== (kind === 'client')) throw redirect({ href: homeOf(session) });
    await words;
  };
}

/** Staff wait for all their words; a client's first screen has none of the shared ones, which follow behind it. */
async function wordsFor(kind: 'staff' | 'client'): Promise<void> {
  const shared = loadWords('shared');
  if (kind === 'staff') {
    await Promise.all([shared, loadWords('staff')]);
    return;
  }
  // What fails here is tried again by the next navigation.
  shared.catch(() => undefined);
  await loadWords('client');
}

/** For screens outside both shells. */
export function sharedWords(): Promise<void> {
  return loadWords('shared');
}

/** The sign-in page, which leads back to an address of this app. */
export function signInAddress(returnTo: string): string {
  return returnTo === '/' ? '/sign-in' : `/sign-in?returnTo=${encodeURIComponent(returnTo)}`;
}

/**
 * Search of the sign-in page: only a path of this app is accepted, never another site. What is refused is named as undefined,
 * because the router keeps what the address said of a key that is left out.
 */
export function returnSearch({ returnTo }: Record<string, unknown>): { returnTo?: string | undefined } {
  const isOwnPath = typeof returnTo === 'string' && /^\/(?![/\\])/.test(returnTo);
  return { returnTo: isOwnPath ? returnTo : undefined };
}

/** Search of a screen that shows one day: a calendar date, or nothing for today. */
export function dateSearch({ date }: Record<string, unknown>): { date?: string | undefined } {
  return { date: typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : undefined };
}
