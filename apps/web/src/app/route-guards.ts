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
    const words = loadWords(kind);
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ href: signInAddress(location.href) });
    if ((session.role === 'client') !== (kind === 'client')) throw redirect({ href: homeOf(session) });
    await words;
  };
}

/** The sign-in page, which leads back to an address of this app. */
export function signInAddress(returnTo: string): string {
  return returnTo === '/' ? '/sign-in' : `/sign-in?returnTo=${encodeURIComponent(returnTo)}`;
}

/** Search of the sign-in page: only a path of this app is accepted, never another site. */
export function returnSearch(search: Record<string, unknown>): { returnTo?: string } {
  const { returnTo } = search;
  return typeof returnTo === 'string' && /^\/(?![/\\])/.test(returnTo) ? { returnTo } : {};
}
