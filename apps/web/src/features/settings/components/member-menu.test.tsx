import type { Role } from '@healthprotocol/contracts/access';
import type { Session } from '@healthprotocol/contracts/identity';
import type { Member } from '@healthprotocol/contracts/organization';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { sessionQuery } from '../../../platform/session.ts';
import { renderUi } from '../../../shared/test/render-ui.tsx';
import { MemberMenu } from './member-menu.tsx';

const member: Member = {
  id: 'other',
  name: 'Ben Tremblay',
  email: 'ben@example.org',
  role: 'practitioner',
  joinedAt: '2026-11-01T00:00:00Z',
};

function renderAs(role: Role, shown: Member) {
  const queryClient = new QueryClient();
  const session: Session = {
    user: { id: 'u', name: 'Olga', email: 'olga@example.org' },
    memberId: 'me',
    organization: { id: 'o', name: 'Practice' },
    role,
    clientId: null,
    memberships: [],
  };
  queryClient.setQueryData(sessionQuery.queryKey, session);
  return renderUi(
    <QueryClientProvider client={queryClient}>
      <MemberMenu member={shown} />
    </QueryClientProvider>,
  );
}

test('an admin gives every role but owner', async () => {
  const { user } = renderAs('admin', member);
  await user.click(screen.getByRole('button', { name: 'Actions for Ben Tremblay' }));
  expect(await screen.findByText('Admin')).toBeTruthy();
  expect(screen.queryByText('Owner')).toBeNull();
});

test('nobody changes themselves, and an admin no owner', () => {
  renderAs('owner', { ...member, id: 'me' });
  renderAs('admin', { ...member, role: 'owner' });
  expect(screen.queryByRole('button')).toBeNull();
});
