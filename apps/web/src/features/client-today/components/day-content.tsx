import { localNow } from '@healthprotocol/domain/local-date';
import type { NamedAsNeeded, NamedDay, NamedItem } from '@healthprotocol/domain/named-activities';
import { occurrenceKey } from '@healthprotocol/domain/occurrence';
import { slotPhase } from '@healthprotocol/domain/slots';
import { lazy, Suspense, useId } from 'react';
import { now } from '../../../shared/lib/clock.ts';
import type { CheckIns } from '../hooks/use-check-ins.ts';
import type { SheetKind, Subject } from '../subject.ts';
import { ActivityRow, type RowActions } from './activity-row.tsx';
import { DayContext } from './day-context.tsx';
import { DaySummary } from './day-summary.tsx';
import { SlotHeading } from './slot-heading.tsx';

// Most days have neither, and what is due now must not wait for them.
const AsNeededList = lazy(async () => ({ default: (await import('./as-needed-list.tsx')).AsNeededList }));
const EmptyDay = lazy(async () => ({ default: (await import('./empty-day.tsx')).EmptyDay }));

interface DayContentProps {
  /** With what is pending already in it. */
  day: NamedDay;
  checkIns: CheckIns;
  onOpenSheet: (kind: SheetKind, subject: Subject) => void;
}

/** A day's slots in order, then what is there when it is needed. */
export function DayContent({ day, checkIns, onOpenSheet }: DayContentProps) {
  const id = useId();
  if (day.items.length === 0 && day.asNeeded.length === 0) {
    return (
      <Suspense>
        <EmptyDay day={day} />
      </Suspense>
    );
  }
  const { pending, refused, stalled, answer, undo, dismissRefusal } = checkIns;
  const actions: RowActions = { answer, undo, dismissRefusal, openSheet: onOpenSheet };
  const clock = localNow(now(), day.timeZone, day.dayStartHour);
  const slots = [...Map.groupBy(day.items, ({ slot }) => slot)];

  /** What is under way for a row, or was refused. */
  const stateOf = (isMine: (entry: (typeof pending)[number]) => boolean) => {
    const refusal = refused.find(({ entry }) => isMine(entry));
    return {
      stalled,
      pending: pending.some(isMine),
      refusal: refusal && { entryId: refusal.entry.id, code: refusal.code },
    };
  };
  const stateOfItem = (item: NamedItem) => {
    const key = occurrenceKey({ ...item, localDate: day.date });
    return stateOf((entry) => occurrenceKey(entry) === key);
  };
  const stateOfAsNeeded = ({ assignmentId, activityId }: NamedAsNeeded) =>
    stateOf(
      (entry) =>
        entry.assignmentId === assignmentId &&
        entry.activityId === activityId &&
        entry.localDate === day.date,
    );

  return (
    <>
      {day.items.length > 0 && <DaySummary day={day} />}
      {slots.map(([slot, items]) => (
        <section key={slot} aria-labelledby={`${id}-${slot}`} className="-mx-4 sm:mx-0">
          <SlotHeading
            id={`${id}-${slot}`}
            slot={slot}
            phase={day.date === clock.today ? slotPhase(slot, clock) : null}
            left={items.filter(({ checkIn }) => checkIn === null).length}
          />
          <ul className="border-y border-hairline bg-surface sm:rounded-lg sm:border-x">
            {items.map((item) => (
              <ActivityRow
                key={`${item.assignmentId}/${item.activityId}`}
                {...actions}
                {...stateOfItem(item)}
                timeZone={day.timeZone}
                subject={{ activity: item, localDate: day.date, slot: item.slot, checkIn: item.checkIn }}
              />
            ))}
          </ul>
        </section>
      ))}
      {day.asNeeded.length > 0 && (
        <Suspense>
          <AsNeededList day={day} actions={actions} stateOf={stateOfAsNeeded} />
        </Suspense>
      )}
      <DayContext assignments={day.assignments} />
    </>
  );
}
