import type { Client } from '@healthprotocol/contracts/clients';
import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { messageOf } from '../../../platform/error-messages.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useInviteClient } from '../api/change-client.ts';
import { useShowProblems } from '../hooks/use-show-problems.ts';

interface InviteDialogProps {
  client: Client;
  onClose: () => void;
}

/** Sends a client the link with which they choose a password; sending again makes the one before useless. */
export function InviteDialog({ client, onClose }: InviteDialogProps) {
  const { t, i18n } = useLingui();
  const formId = useId();
  const invite = useInviteClient(client.id);
  const showProblems = useShowProblems();
  const form = useForm({ defaultValues: { email: client.email ?? '' } });
  const isAgain = client.login === 'invited';
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={
        isAgain ? <Trans>Invite {client.name} again</Trans> : <Trans>Invite {client.name} to sign in</Trans>
      }
      description={
        isAgain ? (
          <Trans>A new link is sent; the one before stops working.</Trans>
        ) : (
          <Trans>They get a link to choose a password and then check in by themselves.</Trans>
        )
      }
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" form={formId} variant="primary" busy={invite.isPending}>
            <Trans>Send the invitation</Trans>
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4 pb-1"
        onSubmit={form.handleSubmit(({ email }) =>
          invite.mutate(email.trim(), {
            onSuccess: () => {
              showToast(t`The invitation is on its way to ${email.trim()}.`, { tone: 'done' });
              onClose();
            },
            onError: (error) => showProblems(error, form.setError),
          }),
        )}
      >
        {invite.error && (
          <Banner tone="danger" announce>
            {i18n._(messageOf(invite.error))}
          </Banner>
        )}
        <Field label={<Trans>E-mail address</Trans>} error={form.formState.errors.email?.message}>
          <TextInput
            {...form.register('email', {
              required: t`Enter the e-mail address.`,
              pattern: {
                value: /^\s*\S+@\S+\.\S+\s*$/,
                message: t`Enter an address such as ana@example.org.`,
              },
            })}
            type="email"
            dir="ltr"
            autoComplete="off"
          />
        </Field>
      </form>
    </Dialog>
  );
}
