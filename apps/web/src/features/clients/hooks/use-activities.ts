import type { Activity } from '@healthprotocol/contracts/protocol-content';
import { useQueries } from '@tanstack/react-query';
import { assignmentQuery } from '../api/get-assignment.ts';

/** Finds an activity as the assignment has it now: undefined while that loads, null when a later version left it out. */
export function useActivities(assignmentIds: readonly string[]) {
  return useQueries({
    queries: assignmentIds.map((id) => ({
      ...assignmentQuery(id),
      throwOnError: false,
      staleTime: 5 * 60_000,
    })),
    combine: (results) => {
      const activities = new Map<string, Activity>();
      for (const { data } of results) {
        for (const activity of data?.content.activities ?? [])
          activities.set(`${data?.id}/${activity.id}`, activity);
      }
      const isPending = results.some((result) => result.isPending);
      return (assignmentId: string, activityId: string) =>
        activities.get(`${assignmentId}/${activityId}`) ?? (isPending ? undefined : null);
    },
  });
}
