import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import { uuidv7 } from 'uuidv7';
import { messageOf } from '../../../platform/error-messages.ts';
import { organizationQuery } from '../../../platform/organization.ts';
import { deviceTimeZone } from '../../../shared/lib/clock.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useCreateClient } from '../api/create-client.ts';
import { useShowProblems } from '../hooks/use-show-problems.ts';
import { emptyForm, recordOf } from '../record-form.ts';
import { RecordFields } from './record-fields.tsx';

interface NewClientDialogProps {
  onClose: () => void;
  onCreated: (clientId: string) => void;
}

/** Creates a client. The zone is the organization's until another is chosen. */
export function NewClientDialog(props: NewClientDialogProps) {
  // Without it the form opens all the same, in the device's zone.
  const { data, isPending } = useQuery({ ...organizationQuery, throwOnError: false });
  if (isPending) {
    return (
      <Dialog open onOpenChange={props.onClose} title={<Trans>New client</Trans>} size="lg">
        <div aria-busy="true" className="grid gap-5 pb-6">
          <Skeleton shape="block" className="h-10" />
          <Skeleton shape="block" className="h-10" />
          <Skeleton shape="block" className="h-40" />
        </div>
      </Dialog>
    );
  }
  return <NewClientForm {...props} timeZone={data?.timeZone ?? deviceTimeZone()} />;
}

function NewClientForm({ onClose, onCreated, timeZone }: NewClientDialogProps & { timeZone: string }) {
  const { t, i18n } = useLingui();
  const formId = useId();
  // Kept while the dialog is open, so that trying again after a lost answer creates nobody twice.
  const [id] = useState(uuidv7);
  const form = useForm({ defaultValues: emptyForm(timeZone) });
  const create = useCreateClient();
  const showProblems = useShowProblems();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={<Trans>New client</Trans>}
      description={<Trans>Only the name is needed now. A protocol's safety check looks at the rest.</Trans>}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={create.isPending}>
            <Trans>Create client</Trans>
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="pb-2"
        onSubmit={form.handleSubmit((values) => {
          if (create.isPending) return;
          create.mutate(
            { id, ...recordOf(values) },
            {
              onSuccess: (client) => {
                showToast(t`${client.name} is in your list.`, { tone: 'done' });
                onCreated(client.id);
              },
              onError: (error) => showProblems(error, form.setError),
            },
          );
        })}
      >
        {create.error && (
          <div className="mb-4">
            <Banner tone="danger" announce>
              {i18n._(messageOf(create.error))}
            </Banner>
          </div>
        )}
        <RecordFields form={form} />
      </form>
    </Dialog>
  );
}
