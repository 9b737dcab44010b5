import type { Reading } from '@healthprotocol/contracts/check-ins';
import type { NamedDay } from '@healthprotocol/domain/named-activities';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { addDays } from '../../../shared/lib/clock.ts';
import { ownDayQuery } from '../api/get-own-day.ts';
import type { Subject } from '../subject.ts';

export interface LastReadings {
  date: string;
  readings: readonly Reading[];
}

/** What was measured last before an occurrence, as far back as days can be looked at; null when nothing was. */
export function useLastReadings(subject: Subject, today: string, earliestDate: string) {
  const queryClient = useQueryClient();
  const { activity, localDate, slot } = subject;
  const { data } = useQuery({
    queryKey: ['own-day', 'last-readings', activity.assignmentId, activity.activityId, localDate, slot],
    queryFn: async (): Promise<LastReadings | null> => {
      for (let date = localDate; date >= earliestDate; date = addDays(date, -1)) {
        const query = ownDayQuery(date === today ? undefined : date);
        const day = await queryClient.fetchQuery({ ...query, staleTime: 60_000 });
        const readings = latestIn(day, subject);
        if (readings) return { date, readings };
      }
      return null;
    },
    networkMode: 'always',
    retry: false,
    // Nice to know, never a reason to stop.
    throwOnError: false,
  });
  return data ?? null;
}

function latestIn(day: NamedDay, { activity, localDate, slot }: Subject): Reading[] | undefined {
  const isSame = (item: { assignmentId: string; activityId: string }) =>
    item.assignmentId === activity.assignmentId && item.activityId === activity.activityId;
  const checkIns = [
    ...day.items.filter(isSame).flatMap(({ checkIn }) => (checkIn ? [checkIn] : [])),
    ...day.asNeeded.filter(isSame).flatMap((item) => item.checkIns),
  ];
  return checkIns.findLast(
    (checkIn) => checkIn.readings.length > 0 && !(day.date === localDate && checkIn.slot === slot),
  )?.readings;
}
