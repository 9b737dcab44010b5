import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { now } from '../lib/clock.ts';
import { formatTime } from '../lib/format.ts';
import { zoneLabel } from '../lib/zone-label.ts';
import { Combobox } from './combobox.tsx';

export interface TimeZoneComboboxProps {
  value: string;
  onValueChange: (timeZone: string) => void;
  locale: string;
  disabled?: boolean;
}

/** A time zone found by its city, each with the time that it is there now. */
export function TimeZoneCombobox({ value, onValueChange, locale, disabled }: TimeZoneComboboxProps) {
  const { t } = useLingui();
  const options = useMemo(() => {
    const instant = now().toISOString();
    // An older name of a zone is still one, but no longer in the list.
    const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', value]);
    return [...zones].map((timeZone) => ({
      value: timeZone,
      label: zoneLabel(timeZone),
      hint: formatTime(instant, { locale, timeZone }, true),
    }));
  }, [locale, value]);
  return (
    <Combobox
      options={options}
      value={value}
      onValueChange={(next) => next && onValueChange(next)}
      placeholder={t`Search by city`}
      disabled={disabled ?? false}
    />
  );
}
