import type { CheckInOutcome, ClientDay, Page, Session } from '@healthprotocol/contracts';
import { check, sleep } from 'k6';
import { nameActivities } from '../../packages/domain/src/named-activities.ts';
import { Browser, type Person } from './browser.ts';
import { nextEntry, pick } from './check-in-entry.ts';

/** Visits that begin with the password on a device that is new, and end by signing out; sessions last for weeks. */
const ON_ANOTHER_DEVICE = 0.01;

const chance = (share: number): boolean => Math.random() < share;

/** A second on average, between half of one and one and a half. */
const think = (): void => sleep(0.5 + Math.random());

/** Somebody opens the app, does what `walk` does, and leaves; now and then on another device, with the password. */
export function visit(person: Person, walk: (browser: Browser) => void): void {
  if (!chance(ON_ANOTHER_DEVICE)) {
    const browser = new Browser(person.cookie);
    browser.get<Session>('/session');
    walk(browser);
    return;
  }
  const browser = new Browser();
  const { email, password } = person;
  const session = browser.post<Session>('/session', { email, password });
  if (check(session, { 'signed in': (found) => found?.user.email === email })) {
    walk(browser);
    check(browser, { 'signed out': () => browser.delete('/session') });
  }
  think();
}

/** A client looks at today, answers some of what is due, and now and then looks at more. */
export function clientVisit(browser: Browser): void {
  const today = browser.get<ClientDay>('/me/day');
  check(today, { 'today was shown': (day) => day?.date === day?.today });
  think();
  if (!today) return;

  let day: ClientDay | undefined = today;
  for (let tap = 0; tap < 3 && day && chance(0.6); tap++) day = checkIn(browser, day);

  if (chance(0.25)) {
    const daysBack = 1 + Math.floor(Math.random() * 5);
    let past = browser.get<ClientDay>('/me/day', `/me/day?date=${shift(today.today, -daysBack)}`);
    think();
    if (past && chance(0.4)) past = checkIn(browser, past);
  }
  if (chance(0.25)) {
    const [from, to] = [shift(today.today, -3), shift(today.today, 3)];
    browser.get('/me/plan', `/me/plan?from=${from}&to=${to}`);
    think();
  }
  if (chance(0.2)) {
    browser.getAll([
      ['/me/adherence', '/me/adherence'],
      ['/me/client', '/me/client'],
    ]);
    think();
  }
}

/** Sends one answer and sees the day as it is then, as the app does, then thinks. */
function checkIn(browser: Browser, day: ClientDay): ClientDay | undefined {
  const entry = nextEntry(nameActivities(day), new Date(), Math.random);
  if (!entry) return undefined;
  const answer = browser.post<{ items: CheckInOutcome[]; day: ClientDay | null }>('/me/check-ins', {
    checkIns: [entry],
    showDay: true,
  });
  check(answer, {
    'check-in was recorded': (given) => {
      const [outcome] = given?.items ?? [];
      if (outcome?.code) console.warn(`check-in of ${entry.status} refused: ${outcome.code}`);
      return outcome?.outcome === 'recorded';
    },
  });
  think();
  return answer?.day ?? undefined;
}

type Listed = { id: string };

/** A practitioner sees who needs something, goes through the clients, looks at some of them and at the protocols. */
export function practitionerVisit(browser: Browser): void {
  browser.getAll([['/practitioner/today', '/practitioner/today']]);
  think();

  let page = browser.get<Page<Listed>>('/clients');
  check(page, { 'clients were listed': (list) => (list?.items.length ?? 0) > 0 });
  think();
  if (page?.nextCursor && chance(0.5)) {
    page = browser.get<Page<Listed>>('/clients', `/clients?cursor=${encodeURIComponent(page.nextCursor)}`);
    think();
  }
  for (let looked = 0; looked < 3; looked++) {
    const client = pick(page?.items ?? [], Math.random);
    if (client) lookAt(browser, client.id);
  }
  if (!chance(0.5)) return;
  const protocols = browser.get<Page<Listed>>('/protocols');
  think();
  const protocol = pick(protocols?.items ?? [], Math.random);
  if (!protocol) return;
  browser.getAll([['/protocols/:id', `/protocols/${protocol.id}`]]);
  think();
}

function lookAt(browser: Browser, id: string): void {
  browser.getAll([
    ['/clients/:id', `/clients/${id}`],
    ['/clients/:id/adherence', `/clients/${id}/adherence`],
    ['/clients/:id/assignments', `/clients/${id}/assignments`],
  ]);
  think();
  if (!chance(0.6)) return;
  browser.getAll([['/clients/:id/day', `/clients/${id}/day`]]);
  think();
}

/** A date some days away, counted in UTC: calendar dates know no zone. */
function shift(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}
