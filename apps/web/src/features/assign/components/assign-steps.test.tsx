import type { SafetyCheckForClient } from '@healthprotocol/contracts/assignments';
import { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { QueryClientProvider } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createQueryClient } from '../../../platform/query-client.ts';
import { renderUi } from '../../../shared/test/render-ui.tsx';
import { AssignSteps } from './assign-steps.tsx';
import type { AssignStep } from './step-bar.tsx';

const version = {
  version: 2,
  publishedAt: '2026-11-20T10:00:00Z',
  publishedBy: 'Maya',
  note: '',
  content: ProtocolContent.parse({
    title: 'Walk every day',
    durationDays: 14,
    activities: [
      {
        id: 'walk',
        kind: 'exercise',
        title: 'Walk',
        schedule: { recurrence: { type: 'daily' }, slots: ['morning'] },
      },
    ],
  }),
};

const people = ['Ana', 'Leo'].map((name) => ({
  id: name.toLowerCase(),
  name,
  birthDate: null,
  timeZone: 'Europe/Madrid',
  login: 'none',
  archived: false,
  runningAssignments: 0,
  adherence30: { kind: 'nothing_due' },
  lastCheckInDate: null,
}));

const finding: SafetyCheckForClient['safety']['findings'][number] = {
  ruleId: 'heart',
  kind: 'condition',
  severity: 'block',
  label: 'Heart failure',
  matched: 'Heart failure NYHA III',
  rationale: 'Exercise needs supervision.',
};

function checkOf(clientId: string, findings: (typeof finding)[]): SafetyCheckForClient {
  return {
    clientId,
    clientName: clientId === 'ana' ? 'Ana' : 'Leo',
    timeZone: 'Europe/Madrid',
    today: '2026-11-23',
    pregnancyStatus: 'not_recorded',
    alreadyAssigned: false,
    safety: { checkedAt: '2026-11-23T10:00:00Z', findings, notRecorded: ['allergies'], blockReason: null },
  };
}

/** What was sent to make assignments, and what each sending is answered with. */
const sent: { clients: { assignmentId: string; clientId: string; blockReason?: string }[] }[] = [];
const answers: (() => Response)[] = [];

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

beforeEach(() => {
  sent.length = 0;
  answers.length = 0;
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const body = init.body ? JSON.parse(String(init.body)) : undefined;
    if (address.includes('/safety-checks')) {
      const { matched, ...rule } = finding;
      const items = [checkOf('ana', [finding]), checkOf('leo', [])].map((check) => ({
        ...check,
        safety: { ...check.safety, findings: check.safety.findings.map(() => ({ rule: 0, matched })) },
      }));
      return json({ rules: [rule], items });
    }
    if (address.includes('/clients')) return json({ items: people, nextCursor: null });
    sent.push(body);
    const answer = answers.shift();
    if (!answer) throw new TypeError('No network');
    return answer();
  });
});

afterEach(() => vi.unstubAllGlobals());

const onAssignedToOne = vi.fn();

function Harness() {
  const [step, setStep] = useState<AssignStep>(1);
  const [queryClient] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <AssignSteps
        protocolId="p"
        version={version}
        firstClient={undefined}
        step={step}
        onStepChange={setStep}
        backLink={null}
        clientLink={(_, name) => name}
        onward={null}
        onAssignedToOne={onAssignedToOne}
      />
    </QueryClientProvider>
  );
}

async function toSafety() {
  const { user } = renderUi(<Harness />);
  await user.click(await screen.findByRole('checkbox', { name: /Ana/ }));
  await user.click(screen.getByRole('checkbox', { name: /Leo/ }));
  await user.click(screen.getByRole('button', { name: 'Start and safety' }));
  await screen.findByText('Exercise needs supervision.');
  return user;
}

it('never calls a client without findings safe, and names what is not recorded', async () => {
  await toSafety();
  expect(screen.getByText('Nothing matched in what is recorded.')).toBeTruthy();
  expect(screen.getAllByText('Not recorded, so not checked: allergies.')).toHaveLength(2);
  expect(document.body.textContent).not.toMatch(/\bsafe\b/i);
});

it('goes on only with a written reason where something blocks, and keeps it while one goes back', async () => {
  const user = await toSafety();
  await user.click(screen.getByRole('button', { name: 'First week' }));
  expect(screen.getByText('Write at least 10 characters.')).toBeTruthy();
  await user.type(screen.getByRole('textbox', { name: /Why Ana/ }), 'Agreed with her cardiologist');
  await user.click(screen.getByRole('button', { name: 'First week' }));
  expect(screen.getByRole('table', { name: 'What is due in the first week' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Back' }));
  expect(await screen.findByDisplayValue('Agreed with her cardiologist')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Back' }));
  expect(screen.getByText('2 clients chosen')).toBeTruthy();
});

it('sends the same ids again when an answer got lost, so that nobody is assigned twice', async () => {
  const user = await toSafety();
  await user.type(screen.getByRole('textbox', { name: /Why Ana/ }), 'Agreed with her cardiologist');
  await user.click(screen.getByRole('button', { name: 'First week' }));
  await user.click(screen.getByRole('button', { name: 'Assign to 2 clients' }));
  expect(await screen.findByText(/There is no connection/)).toBeTruthy();
  answers.push(() => json({ items: [] }, 201));
  await user.click(screen.getByRole('button', { name: 'Assign to 2 clients' }));
  await screen.findByRole('heading', { name: 'Assigned' });
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(sent[0]?.clients.map(({ blockReason }) => blockReason)).toEqual([
    'Agreed with her cardiologist',
    undefined,
  ]);
});

it('asks for a reason when the service blocks somebody whom the check did not', async () => {
  const user = await toSafety();
  await user.type(screen.getByRole('textbox', { name: /Why Ana/ }), 'Agreed with her cardiologist');
  await user.click(screen.getByRole('button', { name: 'First week' }));
  answers.push(() =>
    json(
      {
        code: 'assignment_blocked',
        title: 'Blocked',
        status: 422,
        issues: [{ path: 'clients.1.blockReason', code: 'assignment_blocked', message: 'Blocked' }],
      },
      422,
    ),
  );
  await user.click(screen.getByRole('button', { name: 'Assign to 2 clients' }));
  expect(await screen.findByRole('textbox', { name: /Why Leo/ })).toBeTruthy();
  await waitFor(() => expect(screen.getByText(/Something blocks this on day 1/)).toBeTruthy());
});
