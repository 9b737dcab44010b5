import type { Activity } from '@healthprotocol/contracts/protocol-content';
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { cx } from '../../../shared/lib/cx.ts';
import { ActivityIcon } from '../../../shared/ui/activity-icon.tsx';
import { OutlineItem } from './outline-item.tsx';

interface OutlineActivityProps {
  activity: Activity;
  issues: number;
  selected: boolean;
  dragging: boolean;
  isFirst: boolean;
  isLast: boolean;
  onSelect: () => void;
  onStep: (direction: -1 | 1) => void;
  onDragStart: () => void;
  onDragEnd: () => void;
  onDropBefore: () => void;
}

/** An activity in the outline, which can be dragged to another place or phase. */
export function OutlineActivity({
  activity,
  issues,
  selected,
  dragging,
  isFirst,
  isLast,
  onSelect,
  onStep,
  onDragStart,
  onDragEnd,
  onDropBefore,
}: OutlineActivityProps) {
  const { t } = useLingui();
  const [isOver, setOver] = useState(false);
  return (
    <li
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', activity.title);
        onDragStart();
      }}
      onDragEnd={onDragEnd}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.stopPropagation();
        setOver(false);
        onDropBefore();
      }}
      className={cx(
        'border-t-2',
        isOver && !dragging ? 'border-accent' : 'border-transparent',
        dragging && 'opacity-50',
      )}
    >
      <OutlineItem
        label={activity.title.trim() || t`Untitled activity`}
        icon={<ActivityIcon kind={activity.kind} className="size-4" />}
        issues={issues}
        selected={selected}
        onSelect={onSelect}
        onStep={onStep}
        isFirst={isFirst}
        isLast={isLast}
      />
    </li>
  );
}
