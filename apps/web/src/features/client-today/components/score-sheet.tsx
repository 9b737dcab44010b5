import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatNumber } from '../../../shared/lib/format.ts';
import { parseNumber } from '../../../shared/lib/parse-number.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Sheet } from '../../../shared/ui/sheet.tsx';
import type { AnswerSheetProps } from './answer-sheet.tsx';
import { NumberPad } from './number-pad.tsx';
import { PadField } from './pad-field.tsx';

/** The total of a questionnaire, within its range. */
export function ScoreSheet({ subject, onAnswer, onClose }: AnswerSheetProps) {
  const locale = useLocale();
  const { activity, checkIn } = subject;
  const [text, setText] = useState(typeof checkIn?.score === 'number' ? String(checkIn.score) : '');
  const [isChecked, setChecked] = useState(false);
  const { questionnaire } = activity;
  if (!questionnaire) return null;
  const { name, minScore, maxScore, source } = questionnaire;
  const low = formatNumber(minScore, locale);
  const high = formatNumber(maxScore, locale);
  const score = parseNumber(text, 1);
  const isWithin = score !== null && score >= minScore && score <= maxScore;
  const save = () => {
    setChecked(true);
    if (isWithin) onAnswer({ status: 'done', score });
  };
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={<span dir="auto">{activity.title}</span>}
      description={
        source && (
          <a
            href={source}
            target="_blank"
            rel="noopener noreferrer"
            className="text-accent-ink underline underline-offset-4"
          >
            <Trans>Open {name}</Trans>
          </a>
        )
      }
      footer={
        <Button variant="primary" onClick={save}>
          <Trans>Save</Trans>
        </Button>
      }
    >
      <PadField
        label={<Trans>Your total score</Trans>}
        value={text}
        onChange={setText}
        takesFocus
        hint={
          <Trans>
            From {low} to {high}
          </Trans>
        }
        error={
          isChecked && !isWithin ? (
            <Trans>
              Enter a number from {low} to {high}.
            </Trans>
          ) : undefined
        }
      />
      <NumberPad value={text} onChange={setText} withSign={minScore < 0} withFraction={false} />
    </Sheet>
  );
}
