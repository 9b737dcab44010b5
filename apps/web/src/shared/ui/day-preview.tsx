import type { Activity } from '@healthprotocol/contracts/protocol-content';
import type { OccurrenceSlot } from '@healthprotocol/contracts/schedule';
import { Plural, Trans } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import { amountWords } from '../lib/protocol-words.ts';
import { slotWords } from '../lib/schedule-words.ts';

export interface DayPreviewProps {
  /** In the order of the day. */
  slots: readonly { slot: OccurrenceSlot; activities: readonly Activity[] }[];
  asNeeded: readonly { activity: Activity; maxPerDay: number }[];
  locale: string;
  /** Marks an activity, where one is being edited. */
  highlightId?: string | undefined;
}

/** A day as the client's phone shows it, to be looked at only. */
export function DayPreview({ slots, asNeeded, locale, highlightId }: DayPreviewProps) {
  if (slots.length === 0 && asNeeded.length === 0) {
    return (
      <p className="rounded-lg border border-dashed border-outline/60 px-4 py-8 text-center text-body text-muted">
        <Trans>Nothing to do on this day</Trans>
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {slots.map(({ slot, activities }) => (
        <section key={slot}>
          <h3 className="pb-1.5 text-sm font-semibold first-letter:uppercase">{slotWords(slot, locale)}</h3>
          <ul className="overflow-hidden rounded-lg border border-hairline bg-surface">
            {activities.map((activity) => (
              <Row
                key={activity.id}
                activity={activity}
                locale={locale}
                highlighted={activity.id === highlightId}
              />
            ))}
          </ul>
        </section>
      ))}
      {asNeeded.length > 0 && (
        <section>
          <h3 className="pb-1.5 text-sm font-semibold">
            <Trans>As needed</Trans>
          </h3>
          <ul className="overflow-hidden rounded-lg border border-hairline bg-surface">
            {asNeeded.map(({ activity, maxPerDay }) => (
              <Row
                key={activity.id}
                activity={activity}
                locale={locale}
                highlighted={activity.id === highlightId}
                maxPerDay={maxPerDay}
              />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface RowProps {
  activity: Activity;
  locale: string;
  highlighted: boolean;
  maxPerDay?: number;
}

function Row({ activity, locale, highlighted, maxPerDay }: RowProps) {
  const amount = amountWords(activity, locale);
  return (
    <li
      className={`flex items-start gap-3 border-b border-hairline px-3.5 py-2.5 last:border-b-0 ${highlighted ? 'bg-accent-soft' : ''}`}
    >
      <span
        aria-hidden="true"
        className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full border-2 border-outline text-muted"
      >
        {(activity.measures || activity.questionnaire || maxPerDay) && <Plus className="size-3.5" />}
      </span>
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block text-body font-medium wrap-anywhere">
          {activity.title}
        </span>
        {(amount || maxPerDay !== undefined) && (
          <span className={`block text-sm wrap-anywhere ${highlighted ? 'text-accent-ink' : 'text-muted'}`}>
            {amount}
            {amount && maxPerDay !== undefined && ' · '}
            {maxPerDay !== undefined && (
              <Plural value={maxPerDay} one="at most once" other="at most # times" />
            )}
          </span>
        )}
      </span>
    </li>
  );
}
