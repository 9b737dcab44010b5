import type { recordOwnCheckInsRoute } from '@healthprotocol/contracts/check-ins';
import type { ClientDay } from '@healthprotocol/contracts/today';
import type { QueryClient } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { type CheckInSender, createCheckInSender } from '../../../platform/check-in-sender.ts';
import { sessionQuery } from '../../../platform/session.ts';
import { applyCheckIns } from './apply-check-ins.ts';
import { ownDaysKey } from './get-own-day.ts';

/** Senders outlive the screen: what was tapped is sent even when one has gone on to another. */
const senders = new WeakMap<QueryClient, Map<string, CheckInSender>>();

/** The sender of one client's check-ins on this device. */
export function checkInSenderOf(queryClient: QueryClient, clientId: string): CheckInSender {
  const ofClients = senders.get(queryClient) ?? new Map<string, CheckInSender>();
  senders.set(queryClient, ofClients);
  const sender = ofClients.get(clientId) ?? createSender(queryClient, clientId);
  ofClients.set(clientId, sender);
  return sender;
}

function createSender(queryClient: QueryClient, clientId: string): CheckInSender {
  const sender = createCheckInSender({
    post: async (checkIns) => {
      const { items } = await apiRequest<typeof recordOwnCheckInsRoute>({
        method: 'POST',
        path: '/me/check-ins',
        body: { checkIns: [...checkIns] },
        // The last tap before the phone goes back into the pocket.
        keepalive: document.visibilityState === 'hidden',
      });
      return items;
    },
    mayPost: () => queryClient.getQueryData(sessionQuery.queryKey)?.clientId === clientId,
    onRecorded: (entries) => {
      // An answer that is under way may have been made before these entries.
      void queryClient.cancelQueries({ queryKey: ownDaysKey });
      queryClient.setQueriesData<ClientDay>({ queryKey: ownDaysKey }, (day) =>
        day ? applyCheckIns(day, entries) : day,
      );
    },
  });
  let wasPending = false;
  sender.subscribe(() => {
    const isPending = sender.state().pending.length > 0;
    if (wasPending && !isPending) refreshWhatDepends(queryClient);
    wasPending = isPending;
  });
  return sender;
}

/** Days, the plan and adherence all follow from check-ins. */
function refreshWhatDepends(queryClient: QueryClient): void {
  for (const key of ['own-day', 'own-plan', 'own-adherence']) {
    void queryClient.invalidateQueries({ queryKey: [key] });
  }
}
