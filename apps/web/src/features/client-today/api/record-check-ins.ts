import type { recordOwnCheckInsRoute } from '@healthprotocol/contracts/today';
import { type NamedDay, nameActivities } from '@healthprotocol/domain/named-activities';
import { hashKey, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { apiRequest } from '../../../platform/api-client.ts';
import { type CheckInSender, createCheckInSender } from '../../../platform/check-in-sender.ts';
import { sessionQuery } from '../../../platform/session.ts';
import { applyCheckIns } from './apply-check-ins.ts';
import { ownDayQuery, ownDaysKey } from './get-own-day.ts';

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
  /** The day that came along with the latest answer. */
  let answeredDay: NamedDay | null = null;
  const sender = createCheckInSender({
    post: async (checkIns) => {
      const isHidden = document.visibilityState === 'hidden';
      answeredDay = null;
      const { items, day: answer } = await apiRequest<typeof recordOwnCheckInsRoute>({
        method: 'POST',
        path: '/me/check-ins',
        body: { checkIns: [...checkIns], showDay: !isHidden },
        // The last tap before the phone goes back into the pocket.
        keepalive: isHidden,
      });
      const day = answer && nameActivities(answer);
      // Also when all of it was refused: then the plan may have changed.
      if (day) {
        void queryClient.cancelQueries({ queryKey: ownDaysKey });
        for (const key of keysOf(day)) queryClient.setQueryData(key, day);
      }
      answeredDay = day;
      return items;
    },
    mayPost: () => queryClient.getQueryData(sessionQuery.queryKey)?.clientId === clientId,
    onRecorded: (entries) => {
      if (answeredDay) return;
      // An answer that is under way may have been made before these entries.
      void queryClient.cancelQueries({ queryKey: ownDaysKey });
      queryClient.setQueriesData<NamedDay>({ queryKey: ownDaysKey }, (day) =>
        day ? applyCheckIns(day, entries) : day,
      );
    },
  });
  let wasPending = false;
  sender.subscribe(() => {
    const isPending = sender.state().pending.length > 0;
    if (wasPending && !isPending) refreshWhatDepends(queryClient, answeredDay ? keysOf(answeredDay) : []);
    wasPending = isPending;
  });
  return sender;
}

/** A day is loaded by its date, and today without one as well. */
function keysOf({ date, today }: NamedDay): QueryKey[] {
  const ofDate = ownDayQuery(date).queryKey;
  return date === today ? [ofDate, ownDayQuery().queryKey] : [ofDate];
}

/** Days, the plan and adherence all follow from check-ins; days that came with the answer are fresh already. */
function refreshWhatDepends(queryClient: QueryClient, fresh: readonly QueryKey[]): void {
  const freshHashes = new Set(fresh.map(hashKey));
  for (const key of ['own-day', 'own-plan', 'own-adherence']) {
    void queryClient.invalidateQueries({
      queryKey: [key],
      predicate: ({ queryHash }) => !freshHashes.has(queryHash),
    });
  }
}
