import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { invitationQuery } from '../../features/identity/api/identity-mutations.ts';
import { AcceptInvitationForm } from '../../features/identity/components/accept-invitation-form.tsx';
import { IdentityPage } from '../../features/identity/components/identity-page.tsx';
import { messageOf } from '../../platform/error-messages.ts';
import { homeOf } from '../../platform/session.ts';
import { Banner } from '../../shared/ui/banner.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { Wordmark } from '../shells/wordmark.tsx';
import { useFragmentToken } from './use-fragment-token.ts';

export function AcceptInvitationRoute() {
  const { t, i18n } = useLingui();
  const router = useRouter();
  const token = useFragmentToken();
  const { data: invitation, error } = useQuery({ ...invitationQuery(token ?? ''), enabled: token !== null });
  const organization = invitation?.organizationName;
  return (
    <IdentityPage
      wordmark={<Wordmark />}
      title={organization ? t`Join ${organization}` : t`Your invitation`}
      description={
        invitation &&
        (invitation.hasLogin ? (
          <Trans>You already have a login here. Enter its password to join.</Trans>
        ) : invitation.role === 'client' ? (
          <Trans>Follow your protocol day by day, on your phone or here.</Trans>
        ) : (
          <Trans>You are invited to the team.</Trans>
        ))
      }
    >
      {token === null || error ? (
        <Banner tone="attention" announce title={<Trans>This invitation can't be opened</Trans>}>
          {error ? (
            i18n._(messageOf(error))
          ) : (
            <Trans>The link is not complete. Open it from the e-mail once more.</Trans>
          )}
        </Banner>
      ) : invitation ? (
        <AcceptInvitationForm
          token={token}
          invitation={invitation}
          onAccepted={(session) => void router.navigate({ href: homeOf(session) })}
        />
      ) : (
        <div className="flex flex-col gap-5" aria-busy="true">
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
        </div>
      )}
    </IdentityPage>
  );
}
