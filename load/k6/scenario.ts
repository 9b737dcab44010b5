import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import type { Options } from 'k6/options';
import type { Person } from './browser.ts';
import { type Profile, type Stage, trafficOf, USUAL } from './traffic.ts';
import { clientVisit, practitionerVisit, visit } from './visits.ts';

const people = new SharedArray<Person>('people', () => JSON.parse(open(__ENV.SESSIONS ?? 'sessions.json')));
const of = (role: Person['role']): Person[] =>
  new SharedArray<Person>(role, () => people.filter((person) => person.role === role)) as unknown as Person[];
const clients = of('client');
const practitioners = of('practitioner');

type Limits = { load: Record<'p95Ms' | 'failedPercent', { limit: number }> };
const { load: limits } = JSON.parse(open('../budgets.json')) as Limits;

/** Requests that the summary shows one by one. */
const ROUTES = [
  'GET /session',
  'POST /session',
  'DELETE /session',
  'GET /me/day',
  'POST /me/check-ins',
  'GET /me/plan',
  'GET /me/adherence',
  'GET /me/client',
  'GET /practitioner/today',
  'GET /clients',
  'GET /clients/:id',
  'GET /clients/:id/adherence',
  'GET /clients/:id/assignments',
  'GET /clients/:id/day',
  'GET /protocols',
  'GET /protocols/:id',
];

/** What k6 runs for a profile: both kinds of people, and what the requirements allow at most. */
export function optionsFor(profile: Profile): Options {
  const usual = USUAL[profile];
  const traffic = trafficOf(profile, {
    users: Number(__ENV.USERS ?? usual.users),
    minutes: Number(__ENV.MINUTES ?? usual.minutes),
  });
  const kind = (who: string, stages: Stage[]) =>
    ({
      executor: 'ramping-vus',
      exec: who,
      startVUs: 0,
      stages,
      gracefulRampDown: '10s',
      gracefulStop: '10s',
    }) as const;
  // k6 keeps figures of a part only if something is asked of it, so this asks for nothing.
  const shown = [...ROUTES.map((name) => `name:${name}`), 'load:full'];
  return {
    scenarios: {
      clients: kind('client', traffic.clients),
      practitioners: kind('practitioner', traffic.practitioners),
    },
    thresholds: {
      http_req_duration: [`p(95)<${limits.p95Ms.limit}`],
      http_req_failed: [`rate<${limits.failedPercent.limit / 100}`],
      checks: [`rate>${1 - limits.failedPercent.limit / 100}`],
      ...Object.fromEntries(shown.map((part) => [`http_req_duration{${part}}`, ['max>=0']])),
      ...Object.fromEntries(shown.map((part) => [`http_reqs{${part}}`, ['count>=0']])),
    },
    summaryTrendStats: ['avg', 'med', 'p(95)', 'p(99)', 'max'],
  };
}

const mine = (list: readonly Person[]): Person => {
  const person = list[(exec.vu.idInTest - 1) % list.length];
  if (!person) throw new Error('SESSIONS has nobody of this role');
  return person;
};

/** One visit of a client. */
export const client = (): void => visit(mine(clients), clientVisit);

/** One visit of a practitioner. */
export const practitioner = (): void => visit(mine(practitioners), practitionerVisit);

/** Leaves all figures in the file SUMMARY for run.ts to judge. */
export const handleSummary = (data: object): Record<string, string> => ({
  [__ENV.SUMMARY ?? 'summary.json']: JSON.stringify(data),
});
