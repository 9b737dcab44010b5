import { Trans, useLingui } from '@lingui/react/macro';
import { useForm } from 'react-hook-form';
import { messageOf } from '../../../platform/error-messages.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { useCompletePasswordReset } from '../api/identity-mutations.ts';
import { MIN_PASSWORD_LENGTH, PasswordField } from './password-field.tsx';

export function ResetPasswordForm({ token, onDone }: { token: string; onDone: () => void }) {
  const { t, i18n } = useLingui();
  const complete = useCompletePasswordReset();
  const form = useForm({ defaultValues: { password: '' } });
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={form.handleSubmit(({ password }) =>
        complete.mutate({ token, password }, { onSuccess: onDone }),
      )}
    >
      {complete.error && (
        <Banner tone="danger" announce>
          {i18n._(messageOf(complete.error))}
        </Banner>
      )}
      <PasswordField
        isNew
        label={<Trans>New password</Trans>}
        registration={form.register('password', {
          required: t`Choose a password.`,
          minLength: { value: MIN_PASSWORD_LENGTH, message: t`At least ${MIN_PASSWORD_LENGTH} characters.` },
        })}
        error={form.formState.errors.password?.message}
      />
      <Button type="submit" variant="primary" busy={complete.isPending}>
        <Trans>Save the new password</Trans>
      </Button>
    </form>
  );
}
