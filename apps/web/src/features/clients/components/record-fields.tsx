import { Trans, useLingui } from '@lingui/react/macro';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { todayIn } from '../../../shared/lib/clock.ts';
import { formatTime } from '../../../shared/lib/format.ts';
import { DatePicker } from '../../../shared/ui/date-picker.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { RadioGroup } from '../../../shared/ui/radio-group.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { TimeZoneCombobox } from '../../../shared/ui/time-zone-combobox.tsx';
import type { RecordForm } from '../record-form.ts';
import { pregnancyWords } from '../record-words.ts';
import { RecordLists } from './record-lists.tsx';

/** Hours at which a day may start: midnight to six. */
const dayStartHours = [0, 1, 2, 3, 4, 5, 6];

/** Every field of a client's record, for a new one and for changes. */
export function RecordFields({ form }: { form: UseFormReturn<RecordForm> }) {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const { register, control, formState } = form;
  const { errors } = formState;
  const hourText = (hour: number) => formatTime(`2000-01-01T0${hour}:00:00Z`, { locale, timeZone: 'UTC' });
  return (
    <div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
      <Field label={<Trans>Name</Trans>} error={errors.name?.message} className="sm:col-span-2">
        <TextInput
          {...register('name', {
            validate: (value) => value.trim() !== '' || t`Enter the client's name.`,
            maxLength: { value: 100, message: t`At most 100 characters.` },
          })}
          autoComplete="off"
        />
      </Field>
      <Field
        label={<Trans>E-mail address</Trans>}
        optional
        hint={<Trans>Needed only when the client wants to sign in.</Trans>}
        error={errors.email?.message}
      >
        <TextInput
          {...register('email', {
            pattern: {
              value: /^\s*(\S+@\S+\.\S+)?\s*$/,
              message: t`Enter an address such as ana@example.org.`,
            },
          })}
          type="email"
          dir="ltr"
          autoComplete="off"
        />
      </Field>
      <Field label={<Trans>Birth date</Trans>} optional error={errors.birthDate?.message}>
        <Controller
          control={control}
          name="birthDate"
          rules={{
            validate: (date) =>
              date === null || (date >= '1900-01-01' && date <= todayIn()) || t`Enter a date since 1900.`,
          }}
          render={({ field }) => (
            <DatePicker
              value={field.value}
              onValueChange={field.onChange}
              onBlur={field.onBlur}
              locale={locale}
              today={todayIn()}
              min="1900-01-01"
              max={todayIn()}
            />
          )}
        />
      </Field>
      <Field label={<Trans>Pregnancy</Trans>} error={errors.pregnancyStatus?.message}>
        <Select {...register('pregnancyStatus')}>
          {Object.entries(pregnancyWords).map(([status, words]) => (
            <option key={status} value={status}>
              {i18n._(words)}
            </option>
          ))}
        </Select>
      </Field>
      <RecordLists form={form} />
      <Field
        label={<Trans>Time zone</Trans>}
        hint={<Trans>What is due follows the client's own clock.</Trans>}
        error={errors.timeZone?.message}
      >
        <Controller
          control={control}
          name="timeZone"
          render={({ field }) => (
            <TimeZoneCombobox value={field.value} onValueChange={field.onChange} locale={locale} />
          )}
        />
      </Field>
      <Field
        label={<Trans>The day starts at</Trans>}
        hint={<Trans>Later than midnight for people who work at night.</Trans>}
        error={errors.dayStartHour?.message}
      >
        <Select {...register('dayStartHour', { valueAsNumber: true })}>
          {dayStartHours.map((hour) => (
            <option key={hour} value={hour}>
              {hourText(hour)}
            </option>
          ))}
        </Select>
      </Field>
      <Controller
        control={control}
        name="units"
        render={({ field }) => (
          <RadioGroup
            label={<Trans>Units</Trans>}
            value={field.value}
            onValueChange={field.onChange}
            options={[
              { value: 'metric', label: t`Metric: kg, cm, °C` },
              { value: 'imperial', label: t`Imperial: lb, in, °F` },
            ]}
          />
        )}
      />
    </div>
  );
}
