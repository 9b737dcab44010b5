import type { Organization } from '@healthprotocol/contracts/organization';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { ApiProblem } from '../../../platform/api-problem.ts';
import { messageOf } from '../../../platform/error-messages.ts';
import { fieldProblems } from '../../../platform/field-issues.ts';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { organizationQuery } from '../../../platform/organization.ts';
import { zoneLabel } from '../../../shared/lib/zone-label.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { TimeZoneCombobox } from '../../../shared/ui/time-zone-combobox.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { type OrganizationForm as FormValues, useChangeOrganization } from '../api/change-organization.ts';

/** Changes the organization. Somebody else's change meanwhile is shown, and nothing typed is lost. */
export function OrganizationForm({ organization }: { organization: Organization }) {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const queryClient = useQueryClient();
  const [base, setBase] = useState(organization);
  const [theirs, setTheirs] = useState<Organization>();
  const change = useChangeOrganization();
  const { name, timeZone, entryWindowDays, silentDays } = organization;
  const form = useForm<FormValues>({ defaultValues: { name, timeZone, entryWindowDays, silentDays } });
  const { errors, isDirty } = form.formState;
  const save = (values: FormValues) =>
    change.mutate(
      { ...values, name: values.name.trim(), revision: base.revision },
      {
        onSuccess: (saved) => {
          form.reset(values);
          setBase(saved);
          setTheirs(undefined);
          showToast(t`The settings are saved.`, { tone: 'done' });
        },
        onError: async (error) => {
          for (const { path, message } of fieldProblems(error)) {
            form.setError(path as keyof FormValues, { message: i18n._(message) });
          }
          if (!(error instanceof ApiProblem) || error.code !== 'record_changed') return;
          const saved = await queryClient.fetchQuery({ ...organizationQuery, staleTime: 0 });
          setBase(saved);
          setTheirs(saved);
        },
      },
    );
  const days = (field: 'entryWindowDays' | 'silentDays', least: number, most: number) => (
    <Controller
      control={form.control}
      name={field}
      rules={{
        validate: (value) =>
          (value !== null && value >= least && value <= most) || t`Enter ${least} to ${most} days.`,
      }}
      render={({ field: { value, onChange, onBlur, ref } }) => (
        <NumberInput ref={ref} value={value} onValueChange={onChange} onBlur={onBlur} />
      )}
    />
  );
  return (
    <form noValidate className="flex max-w-lg flex-col gap-5" onSubmit={form.handleSubmit(save)}>
      {theirs ? (
        <Banner tone="attention" announce title={<Trans>Someone else changed this meanwhile</Trans>}>
          <Trans>
            Saved now: {theirs.name}, {zoneLabel(theirs.timeZone)}, {theirs.entryWindowDays} days back, silent
            after {theirs.silentDays} days. What you typed is kept below; save again to replace it.
          </Trans>
        </Banner>
      ) : (
        change.error && (
          <Banner tone="danger" announce>
            {i18n._(messageOf(change.error))}
          </Banner>
        )
      )}
      <Field label={<Trans>Name</Trans>} error={errors.name?.message}>
        <TextInput
          {...form.register('name', {
            validate: (value) => value.trim().length >= 2 || t`At least 2 characters.`,
            maxLength: { value: 100, message: t`At most 100 characters.` },
          })}
        />
      </Field>
      <Field
        label={<Trans>Time zone</Trans>}
        hint={<Trans>The zone that new clients start with.</Trans>}
        error={errors.timeZone?.message}
      >
        <Controller
          control={form.control}
          name="timeZone"
          render={({ field }) => (
            <TimeZoneCombobox value={field.value} onValueChange={field.onChange} locale={locale} />
          )}
        />
      </Field>
      <Field
        label={<Trans>Clients may check in this many days back</Trans>}
        unit={t`days`}
        hint={<Trans>0 means for today only.</Trans>}
        error={errors.entryWindowDays?.message}
      >
        {days('entryWindowDays', 0, 30)}
      </Field>
      <Field
        label={<Trans>A client counts as silent after</Trans>}
        unit={t`days`}
        hint={<Trans>Then they appear in Today.</Trans>}
        error={errors.silentDays?.message}
      >
        {days('silentDays', 1, 60)}
      </Field>
      <div>
        <Button type="submit" variant="primary" busy={change.isPending} disabled={!isDirty && !theirs}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </form>
  );
}
