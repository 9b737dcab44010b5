import { Trans, useLingui } from '@lingui/react/macro';
import { Controller, type FieldErrors, type UseFormReturn } from 'react-hook-form';
import type { RecordForm } from '../record-form.ts';
import { RecordEntriesField } from './record-entries-field.tsx';

/** Conditions, medications and allergies: what the safety check looks at. */
export function RecordLists({ form: { control, formState } }: { form: UseFormReturn<RecordForm> }) {
  const { t } = useLingui();
  const { errors } = formState;
  const lists = [
    {
      name: 'conditions',
      label: <Trans>Conditions</Trans>,
      entryLabel: t`A condition`,
      usualSystem: 'icd10',
    },
    {
      name: 'medications',
      label: <Trans>Medications</Trans>,
      entryLabel: t`A medication`,
      usualSystem: 'atc',
    },
    { name: 'allergies', label: <Trans>Allergies</Trans>, entryLabel: t`An allergy`, usualSystem: 'snomed' },
  ] as const;
  return (
    <div className="flex flex-col gap-5 sm:col-span-2">
      {lists.map(({ name, ...rest }) => (
        <Controller
          key={name}
          control={control}
          name={name}
          render={({ field }) => (
            <RecordEntriesField
              {...rest}
              entries={field.value}
              onChange={field.onChange}
              error={listError(errors[name])}
            />
          )}
        />
      ))}
    </div>
  );
}

/** The service names the entry and its part that is wrong; the list shows the first such message. */
function listError(error: FieldErrors<RecordForm>['conditions']): string | undefined {
  if (!error) return undefined;
  if (typeof error.message === 'string') return error.message;
  const first = Array.isArray(error) ? error.find(Boolean) : undefined;
  return first?.message ?? first?.label?.message ?? first?.code?.message ?? first?.code?.code?.message;
}
