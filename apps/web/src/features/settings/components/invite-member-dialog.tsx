import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { messageOf } from '../../../platform/error-messages.ts';
import { fieldProblems } from '../../../platform/field-issues.ts';
import { useSession } from '../../../platform/session.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { RadioGroup } from '../../../shared/ui/radio-group.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useInviteMember } from '../api/invitations.ts';
import { roleHints, roleWords } from '../role-words.ts';
import { mayGive, type StaffRole, staffRoles } from '../team-rules.ts';

/** Sends somebody the link with which they join the team. */
export function InviteMemberDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useLingui();
  const formId = useId();
  const { role: ownRole } = useSession();
  const invite = useInviteMember();
  const form = useForm<{ email: string; role: StaffRole }>({
    defaultValues: { email: '', role: 'practitioner' },
  });
  const { errors } = form.formState;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={<Trans>Invite to the team</Trans>}
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
        className="flex flex-col gap-5 pb-1"
        onSubmit={form.handleSubmit(({ email, role }) =>
          invite.mutate(
            { email: email.trim(), role },
            {
              onSuccess: () => {
                showToast(t`The invitation is on its way to ${email.trim()}.`, { tone: 'done' });
                onClose();
              },
              onError: (error) => {
                for (const { path, message } of fieldProblems(error)) {
                  form.setError(path as 'email' | 'role', { message: i18n._(message) });
                }
              },
            },
          ),
        )}
      >
        {invite.error && (
          <Banner tone="danger" announce>
            {i18n._(messageOf(invite.error))}
          </Banner>
        )}
        <Field label={<Trans>E-mail address</Trans>} error={errors.email?.message}>
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
        <Controller
          control={form.control}
          name="role"
          render={({ field }) => (
            <RadioGroup
              label={<Trans>Role</Trans>}
              look="cards"
              value={field.value}
              onValueChange={field.onChange}
              error={errors.role?.message}
              options={staffRoles
                .filter((role) => mayGive(ownRole, role))
                .toReversed()
                .map((value) => ({
                  value,
                  label: i18n._(roleWords[value]),
                  hint: i18n._(roleHints[value]),
                }))}
            />
          )}
        />
      </form>
    </Dialog>
  );
}
