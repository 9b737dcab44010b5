import { Trans, useLingui } from '@lingui/react/macro';
import { useForm } from 'react-hook-form';
import { messageOf } from '../../../platform/error-messages.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { useRequestPasswordReset } from '../api/identity-mutations.ts';

export function ForgotPasswordForm() {
  const { t, i18n } = useLingui();
  const request = useRequestPasswordReset();
  const form = useForm({ defaultValues: { email: '' } });
  if (request.isSuccess) {
    return (
      <Banner tone="done" announce title={<Trans>Look into your mailbox</Trans>}>
        <Trans>
          If we know this address, a link to choose a new password is on its way. It works for one hour.
        </Trans>
      </Banner>
    );
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={form.handleSubmit(({ email }) => request.mutate(email))}
    >
      {request.error && (
        <Banner tone="danger" announce>
          {i18n._(messageOf(request.error))}
        </Banner>
      )}
      <Field label={<Trans>E-mail address</Trans>} error={form.formState.errors.email?.message}>
        <TextInput
          {...form.register('email', {
            required: t`Enter your e-mail address.`,
            pattern: { value: /^\S+@\S+\.\S+$/, message: t`This doesn't look like an e-mail address.` },
          })}
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
        />
      </Field>
      <Button type="submit" variant="primary" busy={request.isPending}>
        <Trans>Send me a link</Trans>
      </Button>
    </form>
  );
}
