import { Trans, useLingui } from '@lingui/react/macro';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { IdentityPage } from '../../features/identity/components/identity-page.tsx';
import { SignInForm } from '../../features/identity/components/sign-in-form.tsx';
import { homeOf } from '../../platform/session.ts';
import { Banner } from '../../shared/ui/banner.tsx';
import { Wordmark } from '../shells/wordmark.tsx';

const route = getRouteApi('/sign-in');

export function SignInRoute() {
  const { t } = useLingui();
  const router = useRouter();
  const { returnTo, notice } = route.useSearch();
  return (
    <IdentityPage wordmark={<Wordmark />} title={t`Sign in`}>
      {notice === 'password-changed' && (
        <div className="mb-5">
          <Banner tone="done">
            <Trans>Your password is changed. Sign in with the new one.</Trans>
          </Banner>
        </div>
      )}
      <SignInForm onSignedIn={(session) => void router.navigate({ href: returnTo ?? homeOf(session) })} />
      <p className="mt-6 text-body">
        <Link to="/forgot-password" className="font-medium text-accent-ink underline underline-offset-4">
          <Trans>Forgot your password?</Trans>
        </Link>
      </p>
    </IdentityPage>
  );
}
