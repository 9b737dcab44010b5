import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import type { Weekday } from '@healthprotocol/contracts/schedule';
import { dueDays } from '@healthprotocol/domain/schedule';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { dateOnWeekday, dependsOnWeekday, previewDay } from '../../../platform/protocol-preview.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { DayPreview } from '../../../shared/ui/day-preview.tsx';
import { DaySlider } from '../../../shared/ui/day-slider.tsx';
import { StartWeekday } from '../../../shared/ui/start-weekday.tsx';
import type { Selection } from '../selection.ts';

/** What a client will see on a day, as it is being written. */
export function PreviewPane({ content, selection }: { content: ProtocolContent; selection: Selection }) {
  const { t } = useLingui();
  const locale = useLocale();
  const [chosenDay, setDay] = useState(1);
  const [startsOn, setStartsOn] = useState<Weekday>('mon');
  const lastDay = Math.min(Math.max(1, content.durationDays), 365);
  const day = Math.min(chosenDay, lastDay);
  const startDate = dateOnWeekday(startsOn);
  const preview = useMemo(() => previewDay(content, day, startDate), [content, day, startDate]);
  const selected =
    selection.part === 'activity' ? content.activities.find(({ id }) => id === selection.id) : undefined;
  const days = useMemo(
    () => (selected ? dueDays(selected, content, startDate) : []),
    [selected, content, startDate],
  );
  const nextDay = days.find((due) => due > day) ?? days[0];
  return (
    <section aria-label={t`What a client sees`} className="p-4">
      <DaySlider day={day} lastDay={lastDay} onDayChange={setDay} />
      {dependsOnWeekday(content) && (
        <div className="mt-2">
          <StartWeekday value={startsOn} onValueChange={setStartsOn} date={preview.date} locale={locale} />
        </div>
      )}
      {selected && (
        <p className="mt-2 flex flex-wrap items-center gap-x-1 text-sm text-muted">
          {selected.schedule.recurrence.type === 'as_needed' ? (
            <Plural value={days.length} one="Available on # day" other="Available on # days" />
          ) : (
            <Plural value={days.length} one="Due on # day in all" other="Due on # days in all" />
          )}
          {nextDay !== undefined && nextDay !== day && (
            <Button size="sm" variant="quiet" onClick={() => setDay(nextDay)}>
              <Trans>Show day {nextDay}</Trans>
            </Button>
          )}
        </p>
      )}
      <div className="mt-3">
        <DayPreview {...preview} locale={locale} highlightId={selected?.id} />
      </div>
    </section>
  );
}
