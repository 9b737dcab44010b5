import { Trans, useLingui } from '@lingui/react/macro';
import { CalendarRange } from 'lucide-react';
import { useState } from 'react';
import { cx } from '../../../shared/lib/cx.ts';
import { formatDayList, parseDayList } from '../../../shared/lib/day-list.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';

interface DaysInputProps {
  value: readonly number[];
  onValueChange: (days: number[]) => void;
  /** Where the activity may be due. */
  firstDay: number;
  lastDay: number;
  error: string | undefined;
}

/** Days of the protocol, typed as "1-7, 14, 28" or picked from a grid. */
export function DaysInput({ value, onValueChange, firstDay, lastDay, error }: DaysInputProps) {
  const { t } = useLingui();
  const [text, setText] = useState<string>();
  const [isPicking, setPicking] = useState(false);
  const isUnreadable = text !== undefined && parseDayList(text, 365) === null;
  const days = Array.from({ length: Math.max(0, lastDay - firstDay + 1) }, (_, offset) => firstDay + offset);
  const toggle = (day: number) => {
    setText(undefined);
    onValueChange(
      value.includes(day)
        ? value.filter((other) => other !== day)
        : [...value, day].toSorted((a, b) => a - b),
    );
  };
  return (
    <div>
      <Field
        label={<Trans>Days of the protocol</Trans>}
        hint={t`Such as 1-7, 14, 28. Here they lie between ${firstDay} and ${lastDay}.`}
        error={isUnreadable ? t`Write days and spans, such as 1-7, 14.` : error}
      >
        <TextInput
          dir="ltr"
          autoComplete="off"
          className="tabular-nums"
          value={text ?? formatDayList(value)}
          onChange={(event) => {
            setText(event.target.value);
            const read = parseDayList(event.target.value, 365);
            if (read) onValueChange(read);
          }}
          onBlur={() => !isUnreadable && setText(undefined)}
        />
      </Field>
      <Button
        size="sm"
        variant="quiet"
        className="mt-1"
        aria-expanded={isPicking}
        icon={<CalendarRange aria-hidden="true" className="size-4" />}
        onClick={() => setPicking(!isPicking)}
      >
        {isPicking ? <Trans>Close the days</Trans> : <Trans>Pick the days</Trans>}
      </Button>
      {isPicking && (
        <fieldset
          aria-label={t`Days of the protocol`}
          className="mt-2 grid max-h-64 grid-cols-7 gap-1 overflow-y-auto rounded-md border border-hairline p-2"
        >
          {days.map((day) => {
            const isOn = value.includes(day);
            return (
              <button
                key={day}
                type="button"
                aria-pressed={isOn}
                aria-label={t`Day ${day}`}
                onClick={() => toggle(day)}
                className={cx(
                  'min-h-8 rounded-sm text-sm tabular-nums touch:min-h-11',
                  isOn ? 'bg-accent text-on-accent font-medium' : 'hover:bg-hover',
                )}
              >
                {day}
              </button>
            );
          })}
        </fieldset>
      )}
    </div>
  );
}
