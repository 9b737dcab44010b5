import { useLingui } from '@lingui/react/macro';
import { ChevronDown, ChevronUp, CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../../../shared/lib/cx.ts';
import { IconButton } from '../../../shared/ui/icon-button.tsx';

interface OutlineItemProps {
  label: string;
  hint?: string;
  icon?: ReactNode;
  count?: number | undefined;
  heading?: boolean;
  issues: number;
  selected: boolean;
  onSelect: () => void;
  /** Where the place can be changed: one up or down. */
  onStep?: (direction: -1 | 1) => void;
  isFirst?: boolean;
  isLast?: boolean;
}

/** One line of the outline; the selected one shows how to move it. */
export function OutlineItem({
  label,
  hint,
  icon,
  count,
  heading,
  issues,
  selected,
  onSelect,
  onStep,
  isFirst = false,
  isLast = false,
}: OutlineItemProps) {
  const { t } = useLingui();
  return (
    <div
      className={cx(
        'flex items-center rounded-md pe-1 text-sm transition-colors duration-100',
        selected ? 'bg-accent-soft text-accent-ink' : 'hover:bg-hover',
      )}
    >
      <button
        type="button"
        aria-current={selected || undefined}
        onClick={onSelect}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2.5 py-1 text-start -outline-offset-2 touch:min-h-11 touch:text-base"
      >
        {icon}
        <span className="min-w-0 flex-1">
          <span
            dir="auto"
            className={cx('block wrap-anywhere', heading && 'font-semibold', selected && 'font-medium')}
          >
            {label}
          </span>
          {hint && (
            <span className={cx('block text-xs tabular-nums', selected ? 'text-accent-ink' : 'text-muted')}>
              {hint}
            </span>
          )}
        </span>
        {issues > 0 && (
          <span className="flex items-center gap-1 text-xs font-medium text-danger-ink">
            <CircleAlert aria-hidden="true" className="size-4" />
            <span className="sr-only">{t`to put right:`}</span>
            {issues}
          </span>
        )}
        {count !== undefined && issues === 0 && (
          <span className={cx('text-xs tabular-nums', selected ? 'text-accent-ink' : 'text-muted')}>
            {count}
          </span>
        )}
      </button>
      {onStep && selected && (
        <span className="flex shrink-0">
          <IconButton
            size="sm"
            label={t`Move up: ${label}`}
            disabled={isFirst}
            onClick={() => onStep(-1)}
            icon={<ChevronUp aria-hidden="true" className="size-4.5" />}
          />
          <IconButton
            size="sm"
            label={t`Move down: ${label}`}
            disabled={isLast}
            onClick={() => onStep(1)}
            icon={<ChevronDown aria-hidden="true" className="size-4.5" />}
          />
        </span>
      )}
    </div>
  );
}
