import type { Activity } from '@healthprotocol/contracts/protocol-content';
import type { Recurrence, Schedule } from '@healthprotocol/contracts/schedule';
import { windowOf } from '@healthprotocol/domain/schedule';
import { Trans, useLingui } from '@lingui/react/macro';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { scheduleWords, weekdayName, weekdays } from '../../../shared/lib/schedule-words.ts';
import { Checkbox } from '../../../shared/ui/checkbox.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { SlotPicker } from '../../../shared/ui/slot-picker.tsx';
import { useEditing, usePart } from '../editor-context.ts';
import { recurrenceOf } from '../recurrence.ts';
import { DaysInput } from './days-input.tsx';
import { PartSection } from './part-section.tsx';

/** When it is due: on which days, at what times, and within which of the phase's days. */
export function ScheduleForm({ activity, index }: { activity: Activity; index: number }) {
  const { t } = useLingui();
  const locale = useLocale();
  const { content } = useEditing();
  const { change, issueAt } = usePart('activities', index);
  const { schedule } = activity;
  const { recurrence } = schedule;
  const whole = windowOf({ phaseId: activity.phaseId, schedule: { recurrence, slots: [] } }, content);
  const set = (part: Partial<Schedule>, field: string) =>
    change({ schedule: { ...schedule, ...part } }, `schedule.${field}`);
  const setRecurrence = (next: Recurrence) => set({ recurrence: next }, 'recurrence');

  return (
    <PartSection title={<Trans>When</Trans>}>
      <div className="flex flex-wrap items-start gap-4">
        <Field label={<Trans>Days</Trans>} className="min-w-44 flex-1">
          <Select
            value={recurrence.type}
            onChange={(event) => {
              const next = recurrenceOf(event.target.value as Recurrence['type'], whole.firstDay);
              const slots =
                next.type === 'as_needed' ? [] : schedule.slots.length > 0 ? schedule.slots : ['morning'];
              set({ recurrence: next, slots }, 'recurrence.type');
            }}
          >
            <option value="daily">{t`Every day`}</option>
            <option value="every_n_days">{t`Every few days`}</option>
            <option value="weekdays">{t`On weekdays that you choose`}</option>
            <option value="protocol_days">{t`On days of the protocol`}</option>
            <option value="as_needed">{t`As needed`}</option>
          </Select>
        </Field>
        {recurrence.type === 'every_n_days' && (
          <Field
            label={<Trans>Every</Trans>}
            unit={t`days`}
            error={issueAt('schedule.recurrence')}
            className="w-32"
          >
            <NumberInput
              value={recurrence.everyDays}
              onValueChange={(everyDays) => everyDays !== null && setRecurrence({ ...recurrence, everyDays })}
            />
          </Field>
        )}
        {recurrence.type === 'as_needed' && (
          <Field
            label={<Trans>At most</Trans>}
            unit={t`a day`}
            error={issueAt('schedule.recurrence')}
            className="w-32"
          >
            <NumberInput
              value={recurrence.maxPerDay}
              onValueChange={(maxPerDay) => maxPerDay !== null && setRecurrence({ ...recurrence, maxPerDay })}
            />
          </Field>
        )}
      </div>
      {recurrence.type === 'weekdays' && (
        <fieldset>
          <legend className="mb-1 text-sm font-medium">
            <Trans>Weekdays</Trans>
          </legend>
          <div className="flex flex-wrap gap-x-5">
            {weekdays.map((weekday) => (
              <Checkbox
                key={weekday}
                label={weekdayName(weekday, locale)}
                checked={recurrence.weekdays.includes(weekday)}
                onChange={(event) =>
                  setRecurrence({
                    ...recurrence,
                    weekdays: weekdays.filter((other) =>
                      other === weekday ? event.target.checked : recurrence.weekdays.includes(other),
                    ),
                  })
                }
              />
            ))}
          </div>
          <p aria-live="polite" className="text-sm text-danger-ink">
            {issueAt('schedule.recurrence')}
          </p>
        </fieldset>
      )}
      {recurrence.type === 'protocol_days' && (
        <DaysInput
          value={recurrence.days}
          onValueChange={(days) => setRecurrence({ ...recurrence, days })}
          firstDay={whole.firstDay}
          lastDay={whole.lastDay}
          error={issueAt('schedule.recurrence')}
        />
      )}
      {recurrence.type !== 'as_needed' && (
        <SlotPicker
          label={<Trans>Times of day</Trans>}
          value={schedule.slots}
          onValueChange={(slots) => set({ slots }, 'slots')}
          locale={locale}
          error={issueAt('schedule.slots')}
        />
      )}
      <div className="flex flex-wrap gap-4">
        <Field label={<Trans>From day</Trans>} optional error={issueAt('schedule.startDay')} className="w-36">
          <NumberInput
            placeholder={String(whole.firstDay)}
            value={schedule.startDay ?? null}
            onValueChange={(day) => set({ startDay: day ?? undefined }, 'startDay')}
          />
        </Field>
        <Field label={<Trans>To day</Trans>} optional error={issueAt('schedule.endDay')} className="w-36">
          <NumberInput
            placeholder={String(whole.lastDay)}
            value={schedule.endDay ?? null}
            onValueChange={(day) => set({ endDay: day ?? undefined }, 'endDay')}
          />
        </Field>
      </div>
      <p className="rounded-md bg-sunken px-3 py-2 text-body">{scheduleWords(schedule, locale)}</p>
    </PartSection>
  );
}
