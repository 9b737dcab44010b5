import type { AdherenceAnswer } from '@healthprotocol/contracts/adherence';
import type { AssignmentSummary } from '@healthprotocol/contracts/assignments';
import type { CSSProperties } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { addDays } from '../../../shared/lib/clock.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { formatDate, formatDateRange } from '../../../shared/lib/format.ts';
import { AdherenceText } from '../../../shared/ui/adherence-text.tsx';
import { shareOf, type TimelineAxis } from '../timeline-axis.ts';

interface AssignmentBarProps {
  assignment: AssignmentSummary;
  adherence: AdherenceAnswer;
  axis: TimelineAxis;
  today: string;
}

/** An assignment over its dates: what has passed is darker, and its adherence stands inside. */
export function AssignmentBar({ assignment, adherence, axis, today }: AssignmentBarProps) {
  const locale = useLocale();
  const { startDate, lastDate, status } = assignment;
  const isOver = status === 'completed' || status === 'stopped';
  const end = lastDate ?? axis.to;
  const start = shareOf(startDate, axis);
  const length = Math.max(shareOf(addDays(end, 1), axis) - start, 0.02);
  const passed = Math.min(1, Math.max(0, (shareOf(addDays(today, 1), axis) - start) / length));
  const position = {
    '--start': `${start * 100}%`,
    '--length': `${length * 100}%`,
    '--passed': `${passed * 100}%`,
    '--today': `${shareOf(today, axis) * 100}%`,
  } as CSSProperties;
  const dates =
    lastDate === null
      ? `${formatDate(startDate, 'medium', locale)} –`
      : formatDateRange(startDate, end, locale);
  return (
    <div style={position} className="relative h-8" title={dates}>
      <span aria-hidden="true" className="absolute -inset-y-2 inset-s-(--today) w-px bg-outline/60" />
      <div
        className={cx(
          'relative ms-(--start) h-8 w-(--length) overflow-hidden rounded-sm',
          isOver ? 'bg-sunken' : 'bg-accent-soft',
          status === 'paused' && 'border border-dashed border-outline',
        )}
      >
        {!isOver && (
          <span aria-hidden="true" className="absolute inset-y-0 inset-s-0 w-(--passed) bg-heat-1" />
        )}
      </div>
      <span
        className={cx(
          'absolute top-1.5 inset-s-[min(var(--start),calc(100%-6.5rem))] px-2.5 text-sm font-medium whitespace-nowrap',
          isOver ? 'text-ink' : 'text-accent-ink [&_span]:text-accent-ink',
        )}
      >
        {status === 'scheduled' ? (
          formatDate(startDate, 'short', locale)
        ) : (
          <AdherenceText answer={adherence} locale={locale} />
        )}
      </span>
    </div>
  );
}
