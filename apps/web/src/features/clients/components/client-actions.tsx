import { mayDo } from '@healthprotocol/contracts/access';
import type { Client } from '@healthprotocol/contracts/clients';
import { useLingui } from '@lingui/react/macro';
import { Archive, ArchiveRestore, ClipboardPen, Ellipsis, Mail, UsersRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { messageOf } from '../../../platform/error-messages.ts';
import { useSession } from '../../../platform/session.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { Menu } from '../../../shared/ui/menu.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useArchiveClient, useRestoreClient } from '../api/change-client.ts';

const InviteDialog = lazy(async () => ({ default: (await import('./invite-dialog.tsx')).InviteDialog }));
const CareTeamDialog = lazy(async () => ({
  default: (await import('./care-team-dialog.tsx')).CareTeamDialog,
}));
const ToldDaySheet = lazy(async () => ({ default: (await import('./told-day-sheet.tsx')).ToldDaySheet }));

const iconClass = 'size-5';

/** What can be done with a client as a whole. Putting away works at once and can be undone. */
export function ClientActions({ client }: { client: Client }) {
  const { t, i18n } = useLingui();
  const { role } = useSession();
  const [dialog, setDialog] = useState<'invite' | 'care-team' | 'told'>();
  const archive = useArchiveClient(client.id);
  const restore = useRestoreClient(client.id);
  const { name } = client;
  const isArchived = client.archivedAt !== null;
  const mayRecord = mayDo(role, 'check_ins.write_on_behalf') && !isArchived;
  const onError = (error: unknown) => showToast(i18n._(messageOf(error)), { tone: 'danger' });
  const restoreNow = () =>
    restore.mutate(undefined, { onError, onSuccess: () => showToast(t`${name} is back in your list.`) });
  const archiveNow = () =>
    archive.mutate(undefined, {
      onError,
      onSuccess: () => showToast(t`${name} is archived.`, { onUndo: restoreNow }),
    });
  const current = [
    {
      items: [
        ...(client.login === 'active'
          ? []
          : [
              {
                label: client.login === 'invited' ? t`Invite again…` : t`Invite to sign in…`,
                icon: <Mail className={iconClass} />,
                onSelect: () => setDialog('invite'),
              },
            ]),
        {
          label: t`Care team…`,
          icon: <UsersRound className={iconClass} />,
          onSelect: () => setDialog('care-team'),
        },
      ],
    },
    { items: [{ label: t`Archive`, icon: <Archive className={iconClass} />, onSelect: archiveNow }] },
  ];
  const archived = [
    { items: [{ label: t`Restore`, icon: <ArchiveRestore className={iconClass} />, onSelect: restoreNow }] },
  ];
  const close = () => setDialog(undefined);
  return (
    <div className="flex shrink-0 items-center gap-1">
      {mayRecord && (
        <Button
          icon={<ClipboardPen aria-hidden="true" className="size-4.5" />}
          aria-label={t`Record a check-in for ${name}`}
          onClick={() => setDialog('told')}
        >
          <span className="max-md:sr-only">{t`Record a check-in`}</span>
        </Button>
      )}
      <Menu
        trigger={(trigger) => (
          <IconButton
            {...trigger}
            label={t`Actions for ${name}`}
            icon={<Ellipsis aria-hidden="true" className="size-5" />}
          />
        )}
        groups={isArchived ? archived : current}
      />
      <Suspense>
        {dialog === 'invite' && <InviteDialog client={client} onClose={close} />}
        {dialog === 'care-team' && <CareTeamDialog client={client} onClose={close} />}
        {dialog === 'told' && <ToldDaySheet client={client} onClose={close} />}
      </Suspense>
    </div>
  );
}
