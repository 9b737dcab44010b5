import { isDeepStrictEqual } from 'node:util';
import { newId } from '../apps/api/src/platform/ids.ts';
import { type CheckInTarget, checkInTargets } from './check-in-targets.ts';
import type { NextRequest } from './drive-load.ts';
import type { RecordedAnswer } from './floors/answers.ts';
import type { BenchData, SignedIn } from './load-data.ts';
import { getRequest, postRequest, sendAll } from './requests.ts';

export type FloorName = 'node-http' | 'f1-same-bytes' | 'f2-list-protocols' | 'f3-check-in';

export type Scenario = {
  key: string;
  name: string;
  connections: number;
  nextRequest: NextRequest;
  /** The same request is made again and again, so a cache may know its answer. */
  warm: boolean;
  /** The first is the one that the budget compares with. */
  floors: readonly FloorName[];
  /** Throws when the floor does not give the same answer as the product. */
  compare?: (productPort: number, floorPort: number) => Promise<void>;
};

const CONNECTIONS = 32;
const PAGE = 50;

/** The answers that F1 and node:http give: each client's day, as the product answers it. */
export async function recordDays(port: number, data: BenchData): Promise<Record<string, RecordedAnswer>> {
  const requests = data.clients.map(({ cookie }) => getRequest('/me/day', cookie));
  const answers = await sendAll(port, requests);
  return Object.fromEntries(data.clients.map(({ cookie }, index) => [cookie, answers[index]!]));
}

/** Everything that is measured, in order. */
export async function makeScenarios(port: number, data: BenchData): Promise<Scenario[]> {
  const { clients, practitioners } = data;
  const read = (path: string) => takeTurns(practitioners, ({ cookie }) => getRequest(path, cookie));
  const [anyProtocol] = await sendAll(port, [getRequest('/protocols?limit=1', practitioners[0]!.cookie)]);
  const protocolId = JSON.parse(anyProtocol!.body).items[0].id;
  const days = clients.map(({ cookie }) => getRequest('/me/day', cookie));
  const targets = await checkInTargets(port, clients);

  return [
    {
      key: 'today',
      name: 'client Today, warm cache',
      connections: CONNECTIONS,
      nextRequest: takeTurns(days, (request) => request),
      warm: true,
      floors: ['f1-same-bytes', 'node-http'],
      compare: (...ports) => compareBodies(ports, days[0]!),
    },
    {
      key: 'listProtocols',
      name: `list of ${PAGE} protocols, cold cache`,
      connections: CONNECTIONS,
      nextRequest: takeTurns(practitioners, ({ cookie }) => listRequest(cookie)),
      warm: false,
      floors: ['f2-list-protocols'],
      compare: (...ports) => compareBodies(ports, listRequest(practitioners[0]!.cookie)),
    },
    {
      key: 'checkIn',
      name: 'one check-in',
      connections: CONNECTIONS,
      nextRequest: takeTurns(targets, checkInRequest),
      warm: false,
      floors: ['f3-check-in'],
      compare: async (...ports) => {
        for (const each of ports) await refuseUnrecorded(each, targets[0]!);
      },
    },
    ...[
      { key: 'readProtocol', name: 'one protocol', nextRequest: read(`/protocols/${protocolId}`) },
      { key: 'practitionerToday', name: 'practitioner Today', nextRequest: read('/practitioner/today') },
      {
        key: 'listClients',
        name: `list of ${PAGE} clients`,
        nextRequest: read(`/clients?limit=${PAGE}`),
      },
    ].map((scenario) => ({ ...scenario, connections: CONNECTIONS, warm: true, floors: [] })),
    {
      key: 'signIn',
      name: 'sign-in',
      connections: 4,
      nextRequest: takeTurns(clients, ({ email }) =>
        postRequest('/session', '', { email, password: data.password }),
      ),
      warm: false,
      floors: [],
    },
  ];
}

/** Each connection goes through a share of its own, so that no two ask for the same at once. */
function takeTurns<T>(items: readonly T[], request: (item: T) => Buffer): NextRequest {
  const turns: number[] = [];
  return (connection) => {
    const turn = turns[connection] ?? 0;
    turns[connection] = turn + 1;
    return request(items[(connection + turn * CONNECTIONS) % items.length]!);
  };
}

/** Starts before the first title, and is a cursor that nobody used before: no cache can know the answer. */
function listRequest(cookie: string): Buffer {
  const cursor = Buffer.from(JSON.stringify(['', newId()])).toString('base64url');
  return getRequest(`/protocols?limit=${PAGE}&cursor=${cursor}`, cookie);
}

function checkInRequest({ cookie, occurrence }: CheckInTarget): Buffer {
  const entry = { id: newId(), ...occurrence, status: 'done', recordedAt: new Date().toISOString() };
  return postRequest('/me/check-ins', cookie, { checkIns: [entry] });
}

async function compareBodies(ports: readonly number[], request: Buffer): Promise<void> {
  const bodies = await Promise.all(
    ports.map(async (port) => JSON.parse((await sendAll(port, [request]))[0]!.body)),
  );
  if (!isDeepStrictEqual(bodies[0], bodies[1]))
    throw new Error(`A floor answers something else than the product:\n${JSON.stringify(bodies, null, 1)}`);
}

async function refuseUnrecorded(port: number, target: CheckInTarget): Promise<void> {
  const [answer] = await sendAll(port, [checkInRequest(target)]);
  const { outcome } = JSON.parse(answer!.body).items[0];
  if (outcome !== 'recorded') throw new Error(`A check-in was not recorded: ${answer!.body}`);
}

/** Whom F3 writes for: what the product would look up. */
export const authorsOf = (clients: readonly SignedIn[]) =>
  Object.fromEntries(
    clients.map(({ cookie, clientId, memberId, userId }) => [cookie, { clientId, memberId, userId }]),
  );
