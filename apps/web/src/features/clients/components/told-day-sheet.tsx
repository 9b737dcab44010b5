import type { Client } from '@healthprotocol/contracts/clients';
import { localDateOf } from '@healthprotocol/domain/local-date';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CalendarCheck } from 'lucide-react';
import { useState } from 'react';
import { messageOf } from '../../../platform/error-messages.ts';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { addDays, now } from '../../../shared/lib/clock.ts';
import { Badge } from '../../../shared/ui/badge.tsx';
import { DatePicker } from '../../../shared/ui/date-picker.tsx';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';
import { ErrorState } from '../../../shared/ui/error-state.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { Sheet } from '../../../shared/ui/sheet.tsx';
import { clientDayQuery } from '../api/get-client-day.ts';
import { checkInWords } from '../check-in-words.ts';
import { slotText } from '../slot-words.ts';
import { type ToldItem, toldItems } from '../told-answer.ts';
import { LinesSkeleton } from './client-skeletons.tsx';
import { ToldAnswerForm } from './told-answer-form.tsx';

interface ToldDaySheetProps {
  client: Client;
  onClose: () => void;
}

/** How many days back a practitioner may enter for a client, whatever the clients' own window is. */
const daysBack = 30;

/** A day of the client, to record what they tell; everything entered here is marked with the practitioner's name. */
export function ToldDaySheet({ client, onClose }: ToldDaySheetProps) {
  const { i18n } = useLingui();
  const locale = useLocale();
  const today = localDateOf(now(), client.timeZone, client.dayStartHour);
  const [date, setDate] = useState<string | null>(today);
  const [openKey, setOpenKey] = useState<string>();
  const chosen = date ?? today;
  const { data: day, error, refetch } = useQuery(clientDayQuery(client.id, chosen));
  const items = day ? toldItems(day) : [];
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={<Trans>Record for {client.name}</Trans>}
      description={<Trans>What you enter is marked as entered by you.</Trans>}
    >
      <Field label={<Trans>Day</Trans>}>
        <DatePicker
          value={date}
          onValueChange={setDate}
          locale={locale}
          today={today}
          min={addDays(today, -daysBack)}
          max={today}
        />
      </Field>
      <div className="mt-4">
        {error ? (
          <ErrorState message={i18n._(messageOf(error))} onRetry={() => void refetch()} />
        ) : !day ? (
          <LinesSkeleton />
        ) : items.length === 0 ? (
          <EmptyState
            icon={<CalendarCheck className="size-5" />}
            title={<Trans>Nothing was due on this day</Trans>}
          />
        ) : (
          <ul className="divide-y divide-hairline overflow-clip rounded-lg border border-hairline">
            {items.map((item) => {
              const key = `${chosen} ${item.assignmentId} ${item.activityId} ${item.slot}`;
              return (
                <ToldRow
                  key={key}
                  clientId={client.id}
                  item={item}
                  date={chosen}
                  open={openKey === key}
                  onOpenChange={(open) => setOpenKey(open ? key : undefined)}
                />
              );
            })}
          </ul>
        )}
      </div>
    </Sheet>
  );
}

interface ToldRowProps {
  clientId: string;
  item: ToldItem;
  date: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

function ToldRow({ clientId, item, date, open, onOpenChange }: ToldRowProps) {
  const { i18n } = useLingui();
  const locale = useLocale();
  const status = item.checkIn?.status;
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => onOpenChange(!open)}
        className="flex min-h-12 w-full items-center gap-3 px-3 py-2 text-start -outline-offset-2 hover:bg-hover"
      >
        <span className="min-w-0 flex-1">
          <span dir="auto" className="block text-body font-medium">
            {item.title}
          </span>
          <span className="block text-sm text-muted">{slotText(item.slot, i18n, locale)}</span>
        </span>
        <Badge tone={status === 'done' ? 'done' : status ? 'attention' : 'neutral'}>
          {status ? i18n._(checkInWords[status]) : <Trans>No answer</Trans>}
        </Badge>
      </button>
      {open && (
        <ToldAnswerForm clientId={clientId} item={item} date={date} onDone={() => onOpenChange(false)} />
      )}
    </li>
  );
}
