import type { CheckInOutcome, ClientDay } from '@healthprotocol/contracts';
import { addDays, type NamedItem, nameActivities } from '@healthprotocol/domain';
import { newId } from '../../../apps/api/src/platform/ids.ts';
import type { SampleClient } from '../sample-people.ts';
import { bodyOf, inTurn, type Scenario, scenario, type World } from './scenario.ts';

type Prepared = { client: SampleClient; entries: object[] };

/** Entries for what is due on the last days, as many as there are up to `count`. */
async function entriesFor(world: World, client: SampleClient, count: number): Promise<object[]> {
  const today = new Date(world.nowMs).toISOString().slice(0, 10);
  const entries: object[] = [];
  for (let back = 0; back <= 6 && entries.length < count; back++) {
    const date = addDays(today, -back);
    const answer = await world.app.send(client.userId, 'GET', `/me/day?date=${date}`);
    const day = nameActivities(bodyOf<ClientDay>(answer));
    for (const item of day.items) entries.push(entryFor(item, date, world.nowMs));
  }
  if (entries.length === 0) throw new Error('Nothing is due for a client who was chosen to check in');
  return entries.slice(0, count);
}

function entryFor(item: NamedItem, localDate: string, nowMs: number): object {
  const { assignmentId, activityId, slot, measures, questionnaire } = item;
  return {
    id: newId(),
    assignmentId,
    activityId,
    localDate,
    slot,
    status: 'done',
    recordedAt: new Date(nowMs).toISOString(),
    ...(measures && {
      readings: measures.map(({ loinc, unit, plausibleLow = 1, plausibleHigh = plausibleLow }) => ({
        loinc,
        unit,
        value: (plausibleLow + plausibleHigh) / 2,
      })),
    }),
    ...(questionnaire && { score: questionnaire.minScore }),
  };
}

const prepare =
  (count: number, clientOf: (world: World, round: number) => SampleClient) =>
  async (world: World, round: number): Promise<Prepared> => {
    const client = clientOf(world, round);
    return { client, entries: await entriesFor(world, client, count) };
  };

const anyClient = ({ samples }: World, round: number) => inTurn(samples.clients, round);
const longest = ({ samples }: World) => samples.longest;

const own = (world: World, { client, entries }: Prepared) =>
  world.app.send(client.userId, 'POST', '/me/check-ins', { checkIns: entries });

// An answer of 200 may still refuse entries.
function assertRecorded(items: readonly CheckInOutcome[]): void {
  const refused = items.find(({ outcome }) => outcome === 'refused');
  if (refused) throw new Error(`A check-in was refused: ${refused.code}`);
}

async function checked(answer: ReturnType<typeof own>) {
  const response = await answer;
  assertRecorded(bodyOf<{ items: CheckInOutcome[] }>(response).items);
  return response;
}

/** Check-ins by clients and on their behalf, one and many. */
export const writeCheckIns: readonly Scenario[] = [
  scenario('POST /me/check-ins', 'one', {
    prepare: prepare(1, anyClient),
    act: (world, _round, prepared) => checked(own(world, prepared)),
  }),
  scenario('POST /me/check-ins', 'one, 400 days', {
    prepare: prepare(1, longest),
    act: (world, _round, prepared) => checked(own(world, prepared)),
  }),
  scenario('POST /me/check-ins', 'all of a week', {
    prepare: prepare(60, anyClient),
    act: (world, _round, prepared) => checked(own(world, prepared)),
  }),
  scenario('POST /clients/:clientId/check-ins', 'one on behalf', {
    prepare: prepare(1, anyClient),
    act: (world, _round, { client, entries }) =>
      checked(
        world.app.send(client.practitionerUserId, 'POST', `/clients/${client.clientId}/check-ins`, {
          checkIns: entries,
        }),
      ),
  }),
];
