import type { Weekday } from '@healthprotocol/contracts/schedule';
import { Trans, useLingui } from '@lingui/react/macro';
import { utcDateOf } from '../lib/clock.ts';
import { weekdayName, weekdays } from '../lib/schedule-words.ts';
import { Field } from './field.tsx';
import { Select } from './select.tsx';

interface StartWeekdayProps {
  value: Weekday;
  onValueChange: (weekday: Weekday) => void;
  /** Date of the day that is shown. */
  date: string;
  locale: string;
}

/** Where weekdays decide what is due: on which one the preview starts, and which one is shown. */
export function StartWeekday({ value, onValueChange, date, locale }: StartWeekdayProps) {
  const { t } = useLingui();
  const shown = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(utcDateOf(date));
  return (
    <Field label={<Trans>Day 1 is a</Trans>} hint={t`The day shown is a ${shown}.`}>
      <Select value={value} onChange={(event) => onValueChange(event.target.value as Weekday)}>
        {weekdays.map((weekday) => (
          <option key={weekday} value={weekday}>
            {weekdayName(weekday, locale, 'long')}
          </option>
        ))}
      </Select>
    </Field>
  );
}
