import type { InvitationPreview, Session } from '@healthprotocol/contracts/identity';
import { Trans, useLingui } from '@lingui/react/macro';
import { useForm } from 'react-hook-form';
import { messageOf } from '../../../platform/error-messages.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { useAcceptInvitation } from '../api/identity-mutations.ts';
import { MIN_PASSWORD_LENGTH, PasswordField } from './password-field.tsx';

interface AcceptInvitationFormProps {
  token: string;
  invitation: InvitationPreview;
  onAccepted: (session: Session) => void;
}

export function AcceptInvitationForm({ token, invitation, onAccepted }: AcceptInvitationFormProps) {
  const { t, i18n } = useLingui();
  const accept = useAcceptInvitation();
  const form = useForm({ defaultValues: { name: invitation.name, password: '' } });
  const { errors } = form.formState;
  const { hasLogin } = invitation;
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={form.handleSubmit((values) => accept.mutate({ token, ...values }, { onSuccess: onAccepted }))}
    >
      {accept.error && (
        <Banner tone="danger" announce>
          {i18n._(messageOf(accept.error))}
        </Banner>
      )}
      <Field label={<Trans>E-mail address</Trans>}>
        <TextInput value={invitation.email} readOnly autoComplete="username" dir="ltr" />
      </Field>
      <Field label={<Trans>Your name</Trans>} error={errors.name?.message}>
        <TextInput
          {...form.register('name', {
            required: t`Enter your name.`,
            maxLength: { value: 100, message: t`At most 100 characters.` },
          })}
          autoComplete="name"
        />
      </Field>
      <PasswordField
        isNew={!hasLogin}
        label={hasLogin ? <Trans>Your password here</Trans> : <Trans>Choose a password</Trans>}
        registration={form.register('password', {
          required: hasLogin ? t`Enter your password.` : t`Choose a password.`,
          ...(!hasLogin && {
            minLength: {
              value: MIN_PASSWORD_LENGTH,
              message: t`At least ${MIN_PASSWORD_LENGTH} characters.`,
            },
          }),
        })}
        error={errors.password?.message}
      />
      <Button type="submit" variant="primary" busy={accept.isPending}>
        <Trans>Join {invitation.organizationName}</Trans>
      </Button>
    </form>
  );
}
