import type { CheckInEntry } from '@healthprotocol/contracts/check-ins';
import type { NamedDay } from '@healthprotocol/domain/named-activities';
import { lazy, Suspense } from 'react';
import type { CheckIns } from '../hooks/use-check-ins.ts';

const Refusal = lazy(async () => ({ default: (await import('./refusal.tsx')).Refusal }));

/** Refusals of what the day no longer has, such as a protocol that was stopped: no row is left to tell them. */
export function RowlessRefusals({
  day,
  checkIns: { refused, dismissRefusal },
}: {
  day: NamedDay;
  checkIns: CheckIns;
}) {
  const rowless = refused.filter(({ entry }) => entry.localDate === day.date && !hasRow(day, entry));
  if (rowless.length === 0) return null;
  return (
    <Suspense>
      <div>
        {rowless.map(({ entry, code }) => (
          <Refusal key={entry.id} code={code} onDismiss={() => dismissRefusal(entry.id)} />
        ))}
      </div>
    </Suspense>
  );
}

function hasRow({ items, asNeeded }: NamedDay, entry: CheckInEntry): boolean {
  const isOf = (row: { assignmentId: string; activityId: string }) =>
    row.assignmentId === entry.assignmentId && row.activityId === entry.activityId;
  return asNeeded.some(isOf) || items.some((item) => isOf(item) && item.slot === entry.slot);
}
