import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatNumber } from '../../../shared/lib/format.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { Sheet } from '../../../shared/ui/sheet.tsx';
import type { AnswerSheetProps } from './answer-sheet.tsx';

/** How much of it: an amount where there is a target, else half. */
export function PartlySheet({ subject, onAnswer, onClose }: AnswerSheetProps) {
  const locale = useLocale();
  const { activity, checkIn } = subject;
  const { target } = activity;
  const [amount, setAmount] = useState<number | null>(checkIn?.amount ?? null);
  const [isChecked, setChecked] = useState(false);
  const isMissing = amount === null || amount <= 0;

  const save = () => {
    setChecked(true);
    if (!target) onAnswer({ status: 'partly' });
    else if (!isMissing) onAnswer(amount >= target.value ? { status: 'done' } : { status: 'partly', amount });
  };
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={<Trans>Partly done</Trans>}
      description={<span dir="auto">{activity.title}</span>}
      footer={
        <Button variant="primary" onClick={save}>
          <Trans>Save</Trans>
        </Button>
      }
    >
      {target ? (
        <div className="flex flex-col gap-4">
          <Field
            label={<Trans>How much did you do?</Trans>}
            unit={target.unit}
            hint={
              <Trans>
                The whole of it is {formatNumber(target.value, locale)} {target.unit}.
              </Trans>
            }
            error={
              isChecked && isMissing ? (
                <Trans>Enter a number above 0. If you did none of it, skip it instead.</Trans>
              ) : undefined
            }
          >
            <NumberInput value={amount} onValueChange={setAmount} fractionDigits={2} />
          </Field>
          <div className="grid grid-cols-3 gap-2">
            {([0.25, 0.5, 0.75] as const).map((share) => {
              const part = Number((target.value * share).toFixed(2));
              return (
                <Button key={share} aria-pressed={amount === part} onClick={() => setAmount(part)}>
                  {formatNumber(part, locale)} {target.unit}
                </Button>
              );
            })}
          </div>
        </div>
      ) : (
        <p className="text-body text-muted">
          <Trans>It counts as half done.</Trans>
        </p>
      )}
    </Sheet>
  );
}
