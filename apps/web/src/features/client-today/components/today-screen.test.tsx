import type { CheckInEntry, CheckInOutcome } from '@healthprotocol/contracts/check-ins';
import type { Session } from '@healthprotocol/contracts/identity';
import type { ClientDay, PlanActivity } from '@healthprotocol/contracts/today';
import type { NamedDay } from '@healthprotocol/domain/named-activities';
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createQueryClient } from '../../../platform/query-client.ts';
import { sessionQuery } from '../../../platform/session.ts';
import { renderUi } from '../../../shared/test/render-ui.tsx';
import { Toaster } from '../../../shared/ui/toaster.tsx';
import { applyCheckIns } from '../api/apply-check-ins.ts';
import { ownDayQuery } from '../api/get-own-day.ts';
import { TodayScreen } from './today-screen.tsx';

const session: Session = {
  user: { id: 'u', name: 'Maria', email: 'm@example.org' },
  memberId: 'm',
  organization: { id: 'o', name: 'Practice' },
  role: 'client',
  clientId: 'c',
  memberships: [],
};

const item = (activityId: string, fields: Partial<NamedDay['items'][number]> = {}) => ({
  assignmentId: 'a1',
  activityId,
  kind: 'habit' as const,
  title: activityId,
  instructions: '',
  slot: 'morning',
  state: 'later' as const,
  checkIn: null,
  ...fields,
});

const dayOf = (fields: Partial<NamedDay> = {}): NamedDay => ({
  date: '2026-11-23',
  today: '2026-11-23',
  earliestDate: '2026-11-16',
  timeZone: 'UTC',
  dayStartHour: 0,
  assignments: [
    { id: 'a1', title: 'Protocol', protocolDay: 3, durationDays: 30, phaseTitles: [], status: 'active' },
  ],
  items: [item('Walk'), item('Stretch'), item('Read', { slot: 'evening' })],
  asNeeded: [],
  adherence: { kind: 'nothing_due' },
  done: 0,
  total: 3,
  streakDays: 0,
  ...fields,
});

/** A day as the service sends it: each activity once, and lines that refer to it. */
function sentDay({ items, asNeeded, ...day }: NamedDay): ClientDay {
  const activities: PlanActivity[] = [];
  const refer = ({ assignmentId, activityId, kind, title, instructions }: PlanActivity) =>
    activities.push({ assignmentId, activityId, kind, title, instructions }) - 1;
  return {
    ...day,
    activities,
    items: items.map((one) => ({
      activity: refer(one),
      slot: one.slot,
      state: one.state,
      checkIn: one.checkIn,
    })),
    asNeeded: asNeeded.map((one) => ({
      activity: refer(one),
      maxPerDay: one.maxPerDay,
      checkIns: one.checkIns,
    })),
  };
}

/** A service that answers what the test says, and remembers what it was sent. */
function setUp(day: NamedDay) {
  const sent: CheckInEntry[][] = [];
  const recorded: CheckInEntry[] = [];
  const service = {
    answer: (entries: CheckInEntry[]): CheckInOutcome[] =>
      entries.map(({ id }) => ({ id, outcome: 'recorded', code: null })),
    dayOf: (current: NamedDay): NamedDay | null => current,
    reads: 0,
    isDown: false,
  };
  vi.stubGlobal('fetch', async (_: string, { method, body }: RequestInit) => {
    if (method === 'GET') {
      service.reads += 1;
      return Response.json(sentDay(applyCheckIns(day, recorded)));
    }
    const { checkIns, showDay } = JSON.parse(String(body)) as { checkIns: CheckInEntry[]; showDay: boolean };
    if (service.isDown) throw new TypeError('Failed to fetch');
    sent.push(checkIns);
    const items = service.answer(checkIns);
    if (items.every(({ outcome }) => outcome === 'recorded')) recorded.push(...checkIns);
    const shown = showDay ? service.dayOf(applyCheckIns(day, recorded)) : null;
    return Response.json({ items, day: shown && sentDay(shown) });
  });
  const queryClient = createQueryClient();
  queryClient.setQueryData(sessionQuery.queryKey, session);
  queryClient.setQueryData(ownDayQuery().queryKey, day);
  const onDateChange = vi.fn();
  const router = createRouter({
    routeTree: createRootRoute({
      component: () => (
        <>
          <TodayScreen date={undefined} onDateChange={onDateChange} />
          <Toaster />
        </>
      ),
    }),
    history: createMemoryHistory(),
  });
  const { user } = renderUi(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  return { user, sent, service, onDateChange };
}

const row = (name: string) => screen.findByRole('button', { name: new RegExp(`^${name}`) });

describe("a client's day", () => {
  beforeEach(() => vi.stubGlobal('scrollTo', () => {}));
  afterEach(() => vi.unstubAllGlobals());

  it('is done at once with one tap, and marked until the service has it', async () => {
    const { user, sent } = setUp(dayOf());
    await user.click(await row('Walk'));
    expect((await row('Walk')).textContent).toContain('sending…');
    expect(screen.getByText('2 left today')).toBeTruthy();
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject([{ activityId: 'Walk', status: 'done', slot: 'morning' }]);
  });

  it('shows what the service says of the day with its answer, without asking again', async () => {
    const { user, service, sent } = setUp(dayOf({ streakDays: 4 }));
    await row('Walk');
    const before = service.reads;
    service.dayOf = (current) => ({ ...current, streakDays: 5 });
    await user.click(await row('Walk'));
    expect(await screen.findByText(/5 full days/)).toBeTruthy();
    expect(sent).toHaveLength(1);
    expect(service.reads).toBe(before);
  });

  it('shows the day as it is now when an answer is refused', async () => {
    const { user, service } = setUp(dayOf());
    await row('Walk');
    service.answer = (entries) =>
      entries.map(({ id }) => ({ id, outcome: 'refused', code: 'occurrence_not_due' }));
    service.dayOf = (current) => ({ ...current, items: [...current.items, item('Swim')] });
    await user.click(await row('Walk'));
    expect(await row('Swim')).toBeTruthy();
  });

  it('asks for the day when it did not come along', async () => {
    const { user, service } = setUp(dayOf());
    await row('Walk');
    const before = service.reads;
    service.dayOf = () => null;
    await user.click(await row('Walk'));
    await waitFor(() => expect(service.reads).toBe(before + 1));
  });

  it('sends taps on several rows in one request', async () => {
    const { sent } = setUp(dayOf());
    const rows = [await row('Walk'), await row('Stretch'), await row('Read')];
    for (const each of rows) fireEvent.click(each);
    expect(screen.getByText("You're done for today")).toBeTruthy();
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.map(({ activityId }) => activityId)).toEqual(['Walk', 'Stretch', 'Read']);
  });

  it('takes the last tap back by its toast', async () => {
    const { user, sent } = setUp(dayOf());
    await user.click(await row('Walk'));
    await user.click(
      within(screen.getByRole('region', { name: 'Notifications' })).getByRole('button', { name: 'Undo' }),
    );
    expect(screen.getByText('3 left today')).toBeTruthy();
    await waitFor(() => expect(sent.flat().map(({ status }) => status)).toEqual(['done', 'undone']));
    expect(new Set(sent.flat().map(({ id }) => id)).size).toBe(2);
  });

  it('offers undo when a done one is tapped again, and does not undo by itself', async () => {
    const { user, sent } = setUp(dayOf());
    await user.click(await row('Walk'));
    await user.click(await row('Walk'));
    expect((await row('Walk')).getAttribute('aria-expanded')).toBe('true');
    expect(sent.flat().some(({ status }) => status === 'undone')).toBe(false);
    const bar = screen.getByRole('button', { name: 'Add a note' }).parentElement;
    await user.click(within(bar as HTMLElement).getByRole('button', { name: 'Undo' }));
    expect(screen.getByText('3 left today')).toBeTruthy();
  });

  it('returns a refused row to what it was, and says why', async () => {
    const { user, service } = setUp(dayOf());
    service.answer = (entries) =>
      entries.map(({ id }) => ({ id, outcome: 'refused', code: 'occurrence_not_due' }));
    await user.click(await row('Walk'));
    expect((await screen.findByRole('alert')).textContent).toContain(
      "Not saved. This activity isn't due then.",
    );
    expect(screen.getByText('3 left today')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps what could not be sent, and says so', async () => {
    const { user, sent, service } = setUp(dayOf());
    service.isDown = true;
    await user.click(await row('Walk'));
    expect(await screen.findByText(/1 answer waits to be sent/)).toBeTruthy();
    expect((await row('Walk')).textContent).toContain('waiting to be sent');
    service.isDown = false;
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    await waitFor(() => expect(screen.queryByText(/waits to be sent/)).toBeNull());
  });

  it('counts as-needed uses up to the maximum, and gives the freed one back', async () => {
    const { slot: _slot, state: _state, checkIn: _checkIn, ...activity } = item('Inhaler');
    const { user, sent } = setUp(dayOf({ asNeeded: [{ ...activity, maxPerDay: 2, checkIns: [] }] }));
    const more = await screen.findByRole('button', { name: 'Add one use of Inhaler' });
    await user.click(more);
    await user.click(more);
    expect(more.hasAttribute('disabled')).toBe(true);
    expect(screen.getByText(/That is 2 times, the most for one day/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Take back one use of Inhaler' }));
    expect(more.hasAttribute('disabled')).toBe(false);
    await waitFor(() =>
      expect(sent.flat().map(({ slot, status }) => [slot, status])).toEqual([
        ['as-needed-1', 'done'],
        ['as-needed-2', 'done'],
        ['as-needed-2', 'undone'],
      ]),
    );
  });

  it('goes back as far as may be entered, and never forward from today', async () => {
    const { user, onDateChange } = setUp(dayOf());
    expect((await screen.findByRole('button', { name: 'Day after' })).hasAttribute('disabled')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Day before' }));
    expect(onDateChange).toHaveBeenCalledWith('2026-11-22');
  });

  it.each([
    ['Nothing is assigned to you yet', []],
    ['Your plan is paused', ['paused']],
    ['Nothing is due today', ['active']],
  ] as const)('says why there is nothing to do: %s', async (words, statuses) => {
    const assignments = statuses.map((status) => ({
      id: 'a1',
      title: 'Protocol',
      protocolDay: null,
      durationDays: 30,
      phaseTitles: [],
      status,
    }));
    setUp(dayOf({ items: [], total: 0, assignments }));
    expect(await screen.findByText(words)).toBeTruthy();
  });
});
