import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { messageOf } from '../../../platform/error-messages.ts';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { useSession } from '../../../platform/session.ts';
import { dateIn, instantOf } from '../../../shared/lib/clock.ts';
import { formatDate } from '../../../shared/lib/format.ts';
import { Badge } from '../../../shared/ui/badge.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { invitationsQuery, useInviteMember, useRevokeInvitation } from '../api/invitations.ts';
import { roleWords } from '../role-words.ts';
import { mayGive } from '../team-rules.ts';

/** Invitations that nobody accepted yet: each can be sent again or taken back. */
export function PendingInvitations() {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const { role: ownRole } = useSession();
  const { data } = useSuspenseQuery(invitationsQuery);
  const revoke = useRevokeInvitation();
  const invite = useInviteMember();
  const onError = (error: unknown) => showToast(i18n._(messageOf(error)), { tone: 'danger' });
  return (
    <section aria-labelledby="invitations-heading">
      <h2 id="invitations-heading" className="mb-2 text-base font-semibold">
        <Trans>Open invitations</Trans>
      </h2>
      {data.length === 0 ? (
        <p className="text-body text-muted">
          <Trans>Nobody is invited at the moment.</Trans>
        </p>
      ) : (
        <ul className="divide-y divide-hairline rounded-lg border border-hairline bg-surface">
          {data.map(({ id, email, role, expired, expiresAt }) => {
            const until = formatDate(dateIn(instantOf(expiresAt)), 'medium', locale);
            const again = () =>
              role !== 'client' &&
              invite.mutate(
                { email, role },
                {
                  onError,
                  onSuccess: () => showToast(t`The invitation is on its way to ${email}.`, { tone: 'done' }),
                },
              );
            return (
              <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
                <Mail aria-hidden="true" className="size-5 shrink-0 text-muted" />
                <div className="min-w-48 flex-1">
                  <p className="font-medium [overflow-wrap:anywhere]">{email}</p>
                  <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted">
                    <span>{i18n._(roleWords[role])}</span>
                    {expired ? (
                      <Badge tone="attention">
                        <Trans>Expired on {until}</Trans>
                      </Badge>
                    ) : (
                      <span>
                        <Trans>valid until {until}</Trans>
                      </span>
                    )}
                  </p>
                </div>
                {mayGive(ownRole, role) && (
                  <>
                    <Button size="sm" aria-label={t`Send again to ${email}`} onClick={again}>
                      <Trans>Send again</Trans>
                    </Button>
                    <Button
                      size="sm"
                      busy={revoke.isPending && revoke.variables === id}
                      aria-label={t`Take back the invitation of ${email}`}
                      onClick={() =>
                        revoke.mutate(id, {
                          onError,
                          onSuccess: () => showToast(t`The invitation is taken back.`, { tone: 'done' }),
                        })
                      }
                    >
                      <Trans>Take back</Trans>
                    </Button>
                  </>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
