import type { Client } from '@healthprotocol/contracts/clients';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { ApiProblem } from '../../../platform/api-problem.ts';
import { messageOf } from '../../../platform/error-messages.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useChangeClient } from '../api/change-client.ts';
import { clientQuery } from '../api/get-client.ts';
import { useShowProblems } from '../hooks/use-show-problems.ts';
import { mergeRecord, type RecordConflict } from '../merge-record.ts';
import { formOf, type RecordForm, recordOf } from '../record-form.ts';
import { RecordConflicts } from './record-conflicts.tsx';
import { RecordFields } from './record-fields.tsx';

interface ClientRecordFormProps {
  client: Client;
  onDone: () => void;
}

/** Changes the record. When somebody saved meanwhile, both are shown and nothing typed is lost. */
export function ClientRecordForm({ client, onDone }: ClientRecordFormProps) {
  const { t, i18n } = useLingui();
  const queryClient = useQueryClient();
  // What the form started from; a refetch behind it must not move the ground under the person.
  const [base, setBase] = useState(client);
  const [conflicts, setConflicts] = useState<RecordConflict[]>();
  const form = useForm<RecordForm>({ defaultValues: formOf(client) });
  const change = useChangeClient(client.id);
  const showProblems = useShowProblems();

  const compareWithSaved = async () => {
    const saved = await queryClient.fetchQuery({ ...clientQuery(client.id), staleTime: 0 });
    const merged = mergeRecord(base, form.getValues(), saved);
    form.reset(merged.form, { keepDefaultValues: true });
    setConflicts(merged.conflicts);
    setBase(saved);
  };
  const save = (values: RecordForm) =>
    change.mutate(
      { ...recordOf(values), revision: base.revision },
      {
        onSuccess: () => {
          showToast(t`The record is saved.`, { tone: 'done' });
          onDone();
        },
        onError: (error) => {
          showProblems(error, form.setError);
          if (error instanceof ApiProblem && error.code === 'record_changed') {
            compareWithSaved().catch(() => undefined);
          }
        },
      },
    );

  return (
    <form noValidate onSubmit={form.handleSubmit(save)} className="flex flex-col gap-5">
      {conflicts ? (
        <RecordConflicts
          conflicts={conflicts}
          onTakeTheirs={({ field, theirs }) => {
            form.setValue(field, theirs, { shouldDirty: true });
            setConflicts(conflicts.filter((conflict) => conflict.field !== field));
          }}
        />
      ) : (
        change.error && (
          <Banner tone="danger" announce>
            {i18n._(messageOf(change.error))}
          </Banner>
        )
      )}
      <RecordFields form={form} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={change.isPending}>
          {conflicts ? <Trans>Save again</Trans> : <Trans>Save</Trans>}
        </Button>
        <Button onClick={onDone}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </form>
  );
}
