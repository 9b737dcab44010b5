import type { NamedAsNeeded, NamedDay } from '@healthprotocol/domain/named-activities';
import { Trans } from '@lingui/react/macro';
import { useId } from 'react';
import type { RowActions, RowState } from './activity-row.tsx';
import { AsNeededRow } from './as-needed-row.tsx';

interface AsNeededListProps {
  day: NamedDay;
  actions: RowActions;
  stateOf: (item: NamedAsNeeded) => RowState;
}

/** What is there when it is needed. */
export function AsNeededList({ day, actions, stateOf }: AsNeededListProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="-mx-4 sm:mx-0">
      <h2 id={id} className="px-4 pb-2 text-sm font-semibold">
        <Trans>When you need it</Trans>
      </h2>
      <ul className="border-y border-hairline bg-surface sm:rounded-lg sm:border-x">
        {day.asNeeded.map((item) => (
          <AsNeededRow
            key={`${item.assignmentId}/${item.activityId}`}
            {...actions}
            {...stateOf(item)}
            item={item}
            localDate={day.date}
          />
        ))}
      </ul>
    </section>
  );
}
