import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import type { Weekday } from '@healthprotocol/contracts/schedule';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { dateOnWeekday, dependsOnWeekday, previewDay } from '../../../platform/protocol-preview.ts';
import { DayPreview } from '../../../shared/ui/day-preview.tsx';
import { DaySlider } from '../../../shared/ui/day-slider.tsx';
import { StartWeekday } from '../../../shared/ui/start-weekday.tsx';

/** What one day looks like to a client, for every day of the protocol. */
export function DayPanel({ content }: { content: ProtocolContent }) {
  const { t } = useLingui();
  const locale = useLocale();
  const [chosenDay, setDay] = useState(1);
  const [startsOn, setStartsOn] = useState<Weekday>('mon');
  const day = Math.min(chosenDay, content.durationDays);
  const preview = useMemo(() => previewDay(content, day, dateOnWeekday(startsOn)), [content, day, startsOn]);
  const phases = content.phases.filter(({ startDay, endDay }) => day >= startDay && day <= endDay);
  return (
    <section aria-label={t`Day by day`} className="rounded-xl border border-hairline bg-canvas p-4">
      <DaySlider day={day} lastDay={content.durationDays} onDayChange={setDay} />
      {phases.length > 0 && (
        <p dir="auto" className="mt-1 text-sm text-muted">
          {phases.map(({ title }) => title).join(' · ')}
        </p>
      )}
      {dependsOnWeekday(content) && (
        <div className="mt-3">
          <StartWeekday value={startsOn} onValueChange={setStartsOn} date={preview.date} locale={locale} />
        </div>
      )}
      <div className="mt-4" aria-live="polite">
        <DayPreview {...preview} locale={locale} />
      </div>
      <p className="mt-3 text-sm text-muted">
        <Trans>This is what a client sees on that day.</Trans>
      </p>
    </section>
  );
}
