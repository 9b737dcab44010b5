import type { Session } from '@healthprotocol/contracts/identity';
import { Trans, useLingui } from '@lingui/react/macro';
import { useForm } from 'react-hook-form';
import { messageOf } from '../../../platform/error-messages.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { useSignIn } from '../api/identity-mutations.ts';
import { PasswordField } from './password-field.tsx';

export function SignInForm({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const { t, i18n } = useLingui();
  const signIn = useSignIn();
  const form = useForm({ defaultValues: { email: '', password: '' } });
  const { errors } = form.formState;
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={form.handleSubmit((values) => signIn.mutate(values, { onSuccess: onSignedIn }))}
    >
      {signIn.error && (
        <Banner tone="danger" announce>
          {i18n._(messageOf(signIn.error))}
        </Banner>
      )}
      <Field label={<Trans>E-mail address</Trans>} error={errors.email?.message}>
        <TextInput
          {...form.register('email', { required: t`Enter your e-mail address.` })}
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
        />
      </Field>
      <PasswordField
        registration={form.register('password', { required: t`Enter your password.` })}
        error={errors.password?.message}
      />
      <Button type="submit" variant="primary" busy={signIn.isPending}>
        <Trans>Sign in</Trans>
      </Button>
    </form>
  );
}
