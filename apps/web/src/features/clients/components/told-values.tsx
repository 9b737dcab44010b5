import { useLingui } from '@lingui/react/macro';
import { unitLabel } from '../../../shared/lib/unit-label.ts';
import { Field } from '../../../shared/ui/field.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import type { AnswerGap, ToldAnswer, ToldItem } from '../told-answer.ts';

interface ToldValuesProps {
  item: ToldItem;
  answer: ToldAnswer;
  gap: AnswerGap | null;
  onChange: (change: Partial<ToldAnswer>) => void;
}

/** The numbers that belong to an answer: how much, what was measured, the score. */
export function ToldValues({ item, answer, gap, onChange }: ToldValuesProps) {
  const { t } = useLingui();
  const { target, measures, questionnaire } = item;
  return (
    <>
      {answer.status === 'partly' && target && (
        <Field label={t`How much`} unit={target.unit} error={gap === 'amount' && t`Enter how much was done.`}>
          <NumberInput
            value={answer.amount}
            fractionDigits={2}
            onValueChange={(amount) => onChange({ amount })}
          />
        </Field>
      )}
      {measures?.map(({ loinc, display, unit, precision }) => (
        <Field
          key={loinc}
          label={display}
          unit={unitLabel(unit)}
          error={
            gap === 'readings' && (answer.readings[loinc] ?? null) === null && t`Enter the measured value.`
          }
        >
          <NumberInput
            value={answer.readings[loinc] ?? null}
            fractionDigits={precision}
            onValueChange={(value) => onChange({ readings: { ...answer.readings, [loinc]: value } })}
          />
        </Field>
      ))}
      {questionnaire && (
        <Field
          label={t`${questionnaire.name}, total score`}
          hint={t`${questionnaire.minScore} to ${questionnaire.maxScore}`}
          error={gap === 'score' && t`Enter the score.`}
        >
          <NumberInput value={answer.score} onValueChange={(score) => onChange({ score })} />
        </Field>
      )}
    </>
  );
}
