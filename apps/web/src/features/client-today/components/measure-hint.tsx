import type { Measure } from '@healthprotocol/contracts/protocol-content';
import { Trans } from '@lingui/react/macro';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatNumber, formatRelativeDay } from '../../../shared/lib/format.ts';
import type { LastReadings } from '../hooks/use-last-readings.ts';
import { inUnit } from '../reading-units.ts';

interface MeasureHintProps {
  measure: Measure;
  unit: string;
  last: LastReadings | null;
  today: string;
}

/** The last value and the target, in the unit that is entered. */
export function MeasureHint({ measure, unit, last, today }: MeasureHintProps) {
  const locale = useLocale();
  const reading = last?.readings.find(({ loinc }) => loinc === measure.loinc);
  const inWords = (value: number, from: string) =>
    formatNumber(inUnit(measure, value, from, unit), locale, 4);
  return (
    <span className="flex flex-wrap gap-x-4">
      {reading && last && (
        <span>
          <Trans>
            Last: {inWords(reading.value, reading.unit)}, {formatRelativeDay(last.date, today, locale)}
          </Trans>
        </span>
      )}
      <Target
        low={measure.targetLow === undefined ? undefined : inWords(measure.targetLow, measure.unit)}
        high={measure.targetHigh === undefined ? undefined : inWords(measure.targetHigh, measure.unit)}
      />
    </span>
  );
}

function Target({ low, high }: { low: string | undefined; high: string | undefined }) {
  if (low !== undefined && high !== undefined) {
    return (
      <Trans>
        Target: {low} to {high}
      </Trans>
    );
  }
  if (low !== undefined) return <Trans>Target: {low} or more</Trans>;
  return high === undefined ? null : <Trans>Target: {high} or less</Trans>;
}
