import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { namedSlots, slotText } from '../slot-words.ts';

interface SlotsEditorProps {
  slots: readonly string[];
  onChange: (slots: string[]) => void;
}

const chip =
  'inline-flex min-h-8 items-center gap-1 rounded-md border px-2.5 text-sm font-medium transition-colors duration-100 touch:min-h-11';

/** Times of day: parts of the day that are switched on and off, and exact times. */
export function SlotsEditor({ slots, onChange }: SlotsEditorProps) {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const [time, setTime] = useState('');
  const exact = slots.filter((slot) => !(namedSlots as readonly string[]).includes(slot)).toSorted();
  const without = (removed: string) => slots.filter((slot) => slot !== removed);
  const addTime = () => {
    if (time !== '' && !slots.includes(time)) onChange([...slots, time]);
    setTime('');
  };
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">
        <Trans>Times of day</Trans>
      </legend>
      <div className="flex flex-wrap items-center gap-1.5">
        {namedSlots.map((slot) => {
          const isOn = slots.includes(slot);
          return (
            <button
              key={slot}
              type="button"
              aria-pressed={isOn}
              onClick={() => onChange(isOn ? without(slot) : [...slots, slot])}
              className={cx(
                chip,
                isOn
                  ? 'border-accent bg-accent-soft text-accent-ink'
                  : 'border-outline bg-surface hover:bg-hover',
              )}
            >
              {slotText(slot, i18n, locale)}
            </button>
          );
        })}
        {exact.map((slot) => {
          const words = slotText(slot, i18n, locale);
          return (
            <button
              key={slot}
              type="button"
              aria-label={t`Remove ${words}`}
              onClick={() => onChange(without(slot))}
              className={cx(chip, 'border-accent bg-accent-soft text-accent-ink tabular-nums')}
            >
              {words}
              <X aria-hidden="true" className="size-3.5" />
            </button>
          );
        })}
        <Field label={t`Another time`} hideLabel className="w-28">
          <TextInput type="time" value={time} onChange={(event) => setTime(event.target.value)} />
        </Field>
        <Button
          size="sm"
          icon={<Plus aria-hidden="true" className="size-4" />}
          disabled={time === '' || slots.length >= 12}
          onClick={addTime}
        >
          <Trans>Add time</Trans>
        </Button>
      </div>
    </fieldset>
  );
}
