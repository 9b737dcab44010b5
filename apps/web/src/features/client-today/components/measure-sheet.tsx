import type { Measure } from '@healthprotocol/contracts/protocol-content';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { ownClientQuery } from '../../../platform/own-client.ts';
import { parseNumber } from '../../../shared/lib/parse-number.ts';
import { unitLabel } from '../../../shared/lib/unit-label.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Sheet } from '../../../shared/ui/sheet.tsx';
import { useLastReadings } from '../hooks/use-last-readings.ts';
import { fractionDigitsOf, looksUnusual, unitFor } from '../reading-units.ts';
import type { AnswerSheetProps } from './answer-sheet.tsx';
import { MeasureHint } from './measure-hint.tsx';
import { NumberPad } from './number-pad.tsx';
import { PadField } from './pad-field.tsx';
import { UnusualValues } from './unusual-values.tsx';

/** Measured numbers, a field each, typed on a pad; what looks unusual is asked about once more. */
export function MeasureSheet({ subject, today, earliestDate, onAnswer, onClose }: AnswerSheetProps) {
  const locale = useLocale();
  const { activity, checkIn } = subject;
  const measures = activity.measures ?? [];
  const { data: client } = useQuery({ ...ownClientQuery, throwOnError: false });
  const last = useLastReadings(subject, today, earliestDate);
  const before = new Map(checkIn?.readings.map((reading) => [reading.loinc, reading]));
  const [texts, setTexts] = useState(() =>
    measures.map(
      ({ loinc }) => before.get(loinc)?.value.toLocaleString(locale, { useGrouping: false }) ?? '',
    ),
  );
  const [active, setActive] = useState(0);
  const [step, setStep] = useState<'enter' | 'checked' | 'unusual'>('enter');

  const fields = measures.map((measure, index) => {
    const unit = before.get(measure.loinc)?.unit ?? unitFor(measure, client?.units ?? 'metric');
    const value = parseNumber(texts[index] ?? '', fractionDigitsOf(measure, unit));
    return { measure, unit, value };
  });
  const readings = fields.flatMap(({ measure, unit, value }) =>
    value === null ? [] : [{ loinc: measure.loinc, value, unit }],
  );
  const unusual = fields.flatMap(({ measure, unit, value }) =>
    value !== null && looksUnusual(measure, { value, unit }) ? [{ measure, unit, value }] : [],
  );

  const type = (index: number, text: string) => {
    setStep('enter');
    setTexts(texts.with(index, text));
  };
  const save = () => {
    const missing = fields.findIndex(({ value }) => value === null);
    if (missing >= 0) {
      setActive(missing);
      setStep('checked');
    } else if (unusual.length > 0) setStep('unusual');
    else onAnswer({ status: 'done', readings });
  };
  /** The enter key goes on to what is still empty. */
  const goOn = () => {
    const empty = texts.findIndex((text) => text.trim() === '');
    if (empty >= 0) setActive(empty);
    else save();
  };
  const activeField = fields[active];

  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={<span dir="auto">{activity.title}</span>}
      footer={
        step === 'unusual' ? (
          <>
            <Button onClick={() => setStep('enter')}>
              <Trans>Correct it</Trans>
            </Button>
            <Button
              variant="primary"
              onClick={() => onAnswer({ status: 'done', readings, confirmedImplausible: true })}
            >
              <Trans>Yes, it's right</Trans>
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={save}>
            <Trans>Save</Trans>
          </Button>
        )
      }
    >
      {step === 'unusual' ? (
        <UnusualValues values={unusual} />
      ) : (
        <>
          <div className="flex flex-col gap-4">
            {fields.map(({ measure, unit, value }, index) => (
              <PadField
                key={measure.loinc}
                label={measure.display}
                unit={unitLabel(unit)}
                value={texts[index] ?? ''}
                onChange={(text) => type(index, text)}
                onFocus={() => setActive(index)}
                onEnter={goOn}
                takesFocus={index === active}
                hint={<MeasureHint measure={measure} unit={unit} last={last} today={today} />}
                error={
                  step === 'checked' && value === null ? <MissingValue {...{ measure, unit }} /> : undefined
                }
              />
            ))}
          </div>
          {activeField && (
            <NumberPad
              value={texts[active] ?? ''}
              onChange={(text) => type(active, text)}
              withFraction={fractionDigitsOf(activeField.measure, activeField.unit) > 0}
            />
          )}
        </>
      )}
    </Sheet>
  );
}

function MissingValue({ measure, unit }: { measure: Measure; unit: string }) {
  const digits = fractionDigitsOf(measure, unit);
  if (digits === 0) return <Trans>Enter a whole number.</Trans>;
  return <Trans>Enter a number with at most {digits} digits after the decimal sign.</Trans>;
}
