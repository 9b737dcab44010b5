import type { ClientDay } from '@healthprotocol/contracts';
import { nameActivities } from '@healthprotocol/domain';
import type { SignedIn } from './load-data.ts';
import { getRequest, sendAll } from './requests.ts';

/** An occurrence that a client can say `done` of, again and again. */
export type CheckInTarget = {
  cookie: string;
  occurrence: { assignmentId: string; activityId: string; localDate: string; slot: string };
};

/** One occurrence of today for each client who has one that asks for no readings. */
export async function checkInTargets(port: number, clients: readonly SignedIn[]): Promise<CheckInTarget[]> {
  const answers = await sendAll(
    port,
    clients.map(({ cookie }) => getRequest('/me/day', cookie)),
  );
  return answers.flatMap(({ body }, index) => {
    const { items, date } = nameActivities(JSON.parse(body) as ClientDay);
    const item = items.find(({ measures, questionnaire }) => !measures && !questionnaire);
    if (!item) return [];
    const { assignmentId, activityId, slot } = item;
    return [
      {
        cookie: clients[index]!.cookie,
        occurrence: { assignmentId, activityId, localDate: date, slot },
      },
    ];
  });
}
