import type { Session } from '@healthprotocol/contracts/identity';
import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { sessionQuery } from '../platform/session.ts';
import { requireRole, returnSearch, signInAddress } from './route-guards.ts';

function enter(kind: 'staff' | 'client', role: Session['role'] | undefined) {
  const queryClient = new QueryClient();
  queryClient.setQueryData(sessionQuery.queryKey, role ? ({ role } as Session) : null);
  return requireRole(kind)({ context: { queryClient }, location: { href: '/clients/1?tab=notes' } });
}

describe('a shell', () => {
  it('lets in whom it is for', async () => {
    await expect(enter('staff', 'practitioner')).resolves.toBeUndefined();
    await expect(enter('client', 'client')).resolves.toBeUndefined();
  });

  it('sends others to their own start', async () => {
    await expect(enter('staff', 'client')).rejects.toMatchObject({ options: { href: '/me/today' } });
    await expect(enter('client', 'owner')).rejects.toMatchObject({ options: { href: '/today' } });
  });

  it('sends nobody to sign-in and back', async () => {
    await expect(enter('staff', undefined)).rejects.toMatchObject({
      options: { href: '/sign-in?returnTo=%2Fclients%2F1%3Ftab%3Dnotes' },
    });
  });
});

describe('the way back', () => {
  it('is a path of this app', () => {
    expect(returnSearch({ returnTo: '/clients/1' })).toEqual({ returnTo: '/clients/1' });
    expect(signInAddress('/')).toBe('/sign-in');
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', 7, undefined])(
    'is never %s',
    (returnTo) => {
      // Named as undefined: the router would keep what the address says of a key that is left out.
      expect(returnSearch({ returnTo })).toStrictEqual({ returnTo: undefined });
    },
  );
});
