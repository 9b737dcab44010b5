import type { Client } from '@healthprotocol/contracts/clients';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderUi } from '../../../shared/test/render-ui.tsx';
import { ClientRecordForm } from './client-record-form.tsx';

const client: Client = {
  id: '01a20743-539d-7012-9573-f2d96c0a3750',
  name: 'Ana',
  email: null,
  birthDate: null,
  pregnancyStatus: 'not_recorded',
  conditions: [],
  medications: [],
  allergies: [],
  timeZone: 'Europe/Madrid',
  dayStartHour: 0,
  units: 'metric',
  careTeam: [],
  login: 'none',
  archivedAt: null,
  createdAt: '2026-11-01T00:00:00Z',
  revision: 1,
};
const theirs: Client = { ...client, name: 'Ana López', allergies: [{ label: 'Latex' }], revision: 2 };

afterEach(() => vi.unstubAllGlobals());

/** Answers as the service does: a change is taken only with the newest revision. */
function stubService() {
  const saved: unknown[] = [];
  vi.stubGlobal('fetch', async (_address: string, init: RequestInit) => {
    if (init.method === 'GET') return Response.json(theirs);
    const body = JSON.parse(String(init.body));
    if (body.revision !== theirs.revision) {
      return Response.json({ code: 'record_changed', status: 409, title: '' }, { status: 409 });
    }
    saved.push(body);
    return Response.json({ ...theirs, ...body, revision: 3 });
  });
  return saved;
}

test('when somebody saved meanwhile, both are shown, nothing typed is lost, and saving again keeps both', async () => {
  const saved = stubService();
  const onDone = vi.fn();
  const { user } = renderUi(
    <QueryClientProvider client={new QueryClient()}>
      <ClientRecordForm client={client} onDone={onDone} />
    </QueryClientProvider>,
  );
  const name = screen.getByLabelText<HTMLInputElement>('Name');
  await user.clear(name);
  await user.type(name, 'Ana García');
  await user.click(screen.getByRole('button', { name: 'Save' }));

  expect(await screen.findByText('Someone else saved this record meanwhile')).toBeTruthy();
  expect(screen.getByText('Ana López')).toBeTruthy();
  expect(name.value).toBe('Ana García');
  expect(screen.getByText('Latex')).toBeTruthy();

  await user.click(screen.getByRole('button', { name: 'Save again' }));
  await vi.waitFor(() => expect(onDone).toHaveBeenCalled());
  expect(saved).toEqual([
    expect.objectContaining({ name: 'Ana García', allergies: [{ label: 'Latex' }], revision: 2 }),
  ]);
});

test('taking theirs puts what they saved into the field', async () => {
  stubService();
  const { user } = renderUi(
    <QueryClientProvider client={new QueryClient()}>
      <ClientRecordForm client={client} onDone={() => {}} />
    </QueryClientProvider>,
  );
  const name = screen.getByLabelText<HTMLInputElement>('Name');
  await user.clear(name);
  await user.type(name, 'Mine');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await user.click(await screen.findByRole('button', { name: 'Take theirs: Name' }));
  expect(name.value).toBe('Ana López');
});

test('an empty name is said at its field and nothing is sent', async () => {
  const saved = stubService();
  const { user } = renderUi(
    <QueryClientProvider client={new QueryClient()}>
      <ClientRecordForm client={client} onDone={() => {}} />
    </QueryClientProvider>,
  );
  await user.clear(screen.getByLabelText('Name'));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText("Enter the client's name.")).toBeTruthy();
  expect(saved).toEqual([]);
});
