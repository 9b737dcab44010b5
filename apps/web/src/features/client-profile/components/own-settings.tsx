import type { Client } from '@healthprotocol/contracts/clients';
import { useLingui } from '@lingui/react';
import { Trans, useLingui as useWords } from '@lingui/react/macro';
import { messageOf } from '../../../platform/error-messages.ts';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { deviceTimeZone, now } from '../../../shared/lib/clock.ts';
import { formatTime } from '../../../shared/lib/format.ts';
import { zoneCity } from '../../../shared/lib/zone-label.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { RadioGroup } from '../../../shared/ui/radio-group.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TimeZoneCombobox } from '../../../shared/ui/time-zone-combobox.tsx';
import { useChangeOwnSettings } from '../api/own-settings.ts';

/** Zone, start of the day and units; each is saved when it is changed. */
export function OwnSettings({ client }: { client: Client }) {
  const { i18n } = useLingui();
  const { t } = useWords();
  const locale = useLocale();
  const { mutate, isPending, isSuccess, error } = useChangeOwnSettings();
  const { timeZone, dayStartHour, units } = client;
  const here = deviceTimeZone();
  const hourWords = (hour: number) => formatTime(`2000-01-01T0${hour}:00:00Z`, { locale, timeZone: 'UTC' });
  return (
    <>
      {here !== timeZone && (
        <Banner
          title={<Trans>You seem to be in {zoneCity(here)}</Trans>}
          action={
            <Button size="sm" onClick={() => mutate({ timeZone: here })}>
              <Trans>Use this zone</Trans>
            </Button>
          }
        >
          <Trans>
            It is {formatTime(now().toISOString(), { locale, timeZone: here })} there and{' '}
            {formatTime(now().toISOString(), { locale, timeZone })} in your plan. Days and times follow your
            plan's zone.
          </Trans>
        </Banner>
      )}
      {error && (
        <Banner tone="danger" announce>
          {i18n._(messageOf(error))}
        </Banner>
      )}
      <Field label={<Trans>Time zone</Trans>}>
        <TimeZoneCombobox
          value={timeZone}
          locale={locale}
          onValueChange={(next) => next !== timeZone && mutate({ timeZone: next })}
        />
      </Field>
      <Field
        label={<Trans>My day starts at</Trans>}
        hint={<Trans>Hours before it belong to the evening before: useful if you work at night.</Trans>}
      >
        <Select
          value={dayStartHour}
          onChange={(event) => mutate({ dayStartHour: Number(event.target.value) })}
        >
          {[0, 1, 2, 3, 4, 5, 6].map((hour) => (
            <option key={hour} value={hour}>
              {hourWords(hour)}
            </option>
          ))}
        </Select>
      </Field>
      <RadioGroup
        label={<Trans>Units</Trans>}
        value={units}
        onValueChange={(next) => mutate({ units: next })}
        options={[
          { value: 'metric', label: t`Metric`, hint: t`kg, cm, °C` },
          { value: 'imperial', label: t`Imperial`, hint: t`lb, in, °F` },
        ]}
      />
      <p role="status" className="-mt-3 text-sm text-muted empty:hidden">
        {isPending ? <Trans>Saving…</Trans> : isSuccess && <Trans>Saved.</Trans>}
      </p>
    </>
  );
}
