import type { PractitionerToday as Day } from '@healthprotocol/contracts/today';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderUi } from '../../../shared/test/render-ui.tsx';
import { practitionerTodayQuery } from '../api/get-practitioner-today.ts';
import { PractitionerToday } from './practitioner-today.tsx';

const change = {
  clientId: '018f0000-0000-7000-8000-000000000001',
  clientName: 'Ana García',
  assignmentId: '018f0000-0000-7000-8000-000000000002',
  protocolTitle: 'Walking',
  date: '2026-11-25',
};
const day: Day = {
  attention: [
    {
      clientId: change.clientId,
      clientName: change.clientName,
      timeZone: 'Europe/Madrid',
      adherence30: { kind: 'nothing_due' },
      reasons: [{ kind: 'silent', days: 5, lastCheckInDate: null }],
    },
  ],
  starts: [change],
  ends: [change],
  followingClients: 9,
  checkedInToday: 3,
  attentionTotal: 1,
  startsTotal: 1,
  endsTotal: 1,
  pendingClients: 0,
};

function show(shown: Day): void {
  const client = new QueryClient();
  client.setQueryData(practitionerTodayQuery.queryKey, shown);
  renderUi(
    <QueryClientProvider client={client}>
      <PractitionerToday clientLink={(_clientId, name) => name} firstSteps={null} />
    </QueryClientProvider>,
  );
}

it('says nothing of more where everybody is listed', () => {
  show(day);
  expect(screen.getByText('Needs attention (1)')).toBeTruthy();
  expect(screen.queryByText(/more/)).toBeNull();
  expect(screen.queryByRole('status')).toBeNull();
});

it('says how many more there are than are listed', () => {
  show({ ...day, attentionTotal: 251, startsTotal: 41, endsTotal: 8 });
  expect(screen.getByText('Needs attention (251)')).toBeTruthy();
  expect(screen.getByText('250 more clients need attention, less urgently than these.')).toBeTruthy();
  expect(screen.getByText('40 more, later than these.')).toBeTruthy();
  expect(screen.getByText('7 more, later than these.')).toBeTruthy();
});

it('says that clients are still being looked at, and never meanwhile that nobody needs anything', () => {
  show({ ...day, attention: [], attentionTotal: 0, pendingClients: 40 });
  expect(screen.getByRole('status').textContent).toContain('40 clients are still being looked at');
  expect(screen.queryByText('Nobody needs anything now')).toBeNull();
});

it('says that the number is larger than what is counted', () => {
  show({ ...day, pendingClients: 1000 });
  expect(screen.getByRole('status').textContent).toContain('More than 999 clients');
});

it('says that nobody needs anything once everybody was looked at', () => {
  show({ ...day, attention: [], attentionTotal: 0 });
  expect(screen.getByText('Nobody needs anything now')).toBeTruthy();
});
