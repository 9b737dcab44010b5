import { mayDo } from '@healthprotocol/contracts/access';
import type { Member } from '@healthprotocol/contracts/organization';
import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { teamQuery } from '../../../platform/organization.ts';
import { useSession } from '../../../platform/session.ts';
import { dateIn, instantOf } from '../../../shared/lib/clock.ts';
import { formatDate } from '../../../shared/lib/format.ts';
import { Avatar } from '../../../shared/ui/avatar.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { DataTable } from '../../../shared/ui/data-table/data-table.tsx';
import type { DataTableColumn } from '../../../shared/ui/data-table/data-table-column.ts';
import { roleWords } from '../role-words.ts';
import { MemberMenu } from './member-menu.tsx';
import { PendingInvitations } from './pending-invitations.tsx';
import { SettingsSkeleton } from './settings-skeleton.tsx';

const InviteMemberDialog = lazy(async () => ({
  default: (await import('./invite-member-dialog.tsx')).InviteMemberDialog,
}));

/** Who works here, and for owners and admins who was invited. */
export function TeamSection() {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const { data: team } = useSuspenseQuery(teamQuery);
  const { role, memberId } = useSession();
  const [inviting, setInviting] = useState(false);
  const mayManage = mayDo(role, 'members.manage');
  const columns = useMemo(
    (): DataTableColumn<Member>[] => [
      {
        id: 'name',
        header: t`Name`,
        value: (member) => member.name,
        sortable: true,
        cell: (member) => (
          <span className="flex min-w-0 items-center gap-3">
            <Avatar name={member.name} size="sm" />
            <span className="min-w-0">
              <span dir="auto" className="block font-medium">
                {member.name}
                {member.id === memberId && <span className="ms-2 font-normal text-muted">{t`you`}</span>}
              </span>
              <span className="block text-sm text-muted">
                {member.email}
                <span className="md:hidden"> · {i18n._(roleWords[member.role])}</span>
              </span>
            </span>
          </span>
        ),
      },
      {
        id: 'role',
        header: t`Role`,
        value: (member) => i18n._(roleWords[member.role]),
        sortable: true,
        width: '9rem',
        wideOnly: true,
      },
      {
        id: 'joined',
        header: t`Joined`,
        value: (member) => member.joinedAt,
        cell: (member) => formatDate(dateIn(instantOf(member.joinedAt)), 'medium', locale),
        sortable: true,
        width: '9rem',
        wideOnly: true,
      },
      ...(mayManage
        ? [
            {
              id: 'actions',
              header: t`Actions`,
              value: () => null,
              cell: (member: Member) => <MemberMenu member={member} />,
              align: 'end' as const,
              width: '5.5rem',
              fixedWidth: true,
            },
          ]
        : []),
    ],
    [t, i18n, locale, memberId, mayManage],
  );
  return (
    <div className="flex flex-col gap-8">
      <section aria-label={t`Team`}>
        <DataTable
          label={t`Team`}
          columns={columns}
          rows={team}
          rowId={(member) => member.id}
          rowLabel={(member) => member.name}
          searchLabel={t`Search the team`}
          filters={
            mayManage && (
              <Button
                variant="primary"
                icon={<UserPlus aria-hidden="true" className="size-5" />}
                onClick={() => setInviting(true)}
              >
                <Trans>Invite</Trans>
              </Button>
            )
          }
          empty={null}
        />
      </section>
      {mayManage && (
        <Suspense fallback={<SettingsSkeleton />}>
          <PendingInvitations />
        </Suspense>
      )}
      {inviting && (
        <Suspense>
          <InviteMemberDialog onClose={() => setInviting(false)} />
        </Suspense>
      )}
    </div>
  );
}
