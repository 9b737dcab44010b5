import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { ForgotPasswordForm } from '../../features/identity/components/forgot-password-form.tsx';
import { IdentityPage } from '../../features/identity/components/identity-page.tsx';
import { Wordmark } from '../shells/wordmark.tsx';

export function ForgotPasswordRoute() {
  const { t } = useLingui();
  return (
    <IdentityPage
      wordmark={<Wordmark />}
      title={t`Choose a new password`}
      description={<Trans>We send you a link by e-mail.</Trans>}
    >
      <ForgotPasswordForm />
      <p className="mt-6 text-body">
        <Link to="/sign-in" className="font-medium text-accent-ink underline underline-offset-4">
          <Trans>Back to sign-in</Trans>
        </Link>
      </p>
    </IdentityPage>
  );
}
