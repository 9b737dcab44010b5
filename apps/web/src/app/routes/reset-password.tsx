import { Trans, useLingui } from '@lingui/react/macro';
import { Link, useRouter } from '@tanstack/react-router';
import { IdentityPage } from '../../features/identity/components/identity-page.tsx';
import { ResetPasswordForm } from '../../features/identity/components/reset-password-form.tsx';
import { Banner } from '../../shared/ui/banner.tsx';
import { Wordmark } from '../shells/wordmark.tsx';
import { useFragmentToken } from './use-fragment-token.ts';

export function ResetPasswordRoute() {
  const { t } = useLingui();
  const router = useRouter();
  const token = useFragmentToken();
  return (
    <IdentityPage wordmark={<Wordmark />} title={t`Choose a new password`}>
      {token ? (
        <ResetPasswordForm
          token={token}
          onDone={() => void router.navigate({ to: '/sign-in', search: { notice: 'password-changed' } })}
        />
      ) : (
        <Banner tone="attention" title={<Trans>This link is not complete</Trans>}>
          <Trans>
            Open it from the e-mail once more, or{' '}
            <Link to="/forgot-password" className="font-medium underline underline-offset-4">
              ask for a new one
            </Link>
            .
          </Trans>
        </Banner>
      )}
    </IdentityPage>
  );
}
