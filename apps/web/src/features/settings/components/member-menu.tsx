import type { Member } from '@healthprotocol/contracts/organization';
import { Trans, useLingui } from '@lingui/react/macro';
import { Ellipsis, UserMinus } from 'lucide-react';
import { useState } from 'react';
import { messageOf } from '../../../platform/error-messages.ts';
import { useSession } from '../../../platform/session.ts';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { Menu } from '../../../shared/ui/menu.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useChangeRole, useRemoveMember } from '../api/change-team.ts';
import { roleHints, roleWords } from '../role-words.ts';
import { mayGive, type StaffRole, staffRoles } from '../team-rules.ts';

/** Changes somebody's role, which can be undone, or removes them, which is asked for. */
export function MemberMenu({ member }: { member: Member }) {
  const { t, i18n } = useLingui();
  const { role: ownRole, memberId } = useSession();
  const [removing, setRemoving] = useState(false);
  const changeRole = useChangeRole();
  const remove = useRemoveMember();
  const { name, role: before } = member;
  // Whoever takes their own rights away could not give them back.
  if (before === 'client' || member.id === memberId || !mayGive(ownRole, before)) return null;

  const onError = (error: unknown) => showToast(i18n._(messageOf(error)), { tone: 'danger' });
  const give = (role: StaffRole, undoable: boolean) =>
    changeRole.mutate(
      { memberId: member.id, role },
      {
        onError,
        onSuccess: () =>
          showToast(t`${name}: ${i18n._(roleWords[role])}`, {
            tone: 'done',
            ...(undoable && { onUndo: () => give(before, false) }),
          }),
      },
    );
  return (
    <>
      <Menu
        trigger={(trigger) => (
          <IconButton
            {...trigger}
            label={t`Actions for ${name}`}
            icon={<Ellipsis aria-hidden="true" className="size-5" />}
          />
        )}
        groups={[
          {
            label: t`Role`,
            items: staffRoles
              .filter((role) => mayGive(ownRole, role))
              .map((role) => ({
                label: i18n._(roleWords[role]),
                hint: i18n._(roleHints[role]),
                checked: role === before,
                onSelect: () => {
                  if (role !== before) give(role, true);
                },
              })),
          },
          {
            items: [
              {
                label: t`Remove…`,
                icon: <UserMinus className="size-5" />,
                danger: true,
                onSelect: () => setRemoving(true),
              },
            ],
          },
        ]}
      />
      <ConfirmDialog
        open={removing}
        onOpenChange={setRemoving}
        destructive
        title={<Trans>Remove {name}?</Trans>}
        description={
          <Trans>
            They are signed out everywhere and see nothing any more. What they did keeps their name.
          </Trans>
        }
        confirmLabel={<Trans>Remove</Trans>}
        busy={remove.isPending}
        onConfirm={() =>
          remove.mutate(member.id, {
            onError,
            onSuccess: () => {
              showToast(t`${name} is removed.`, { tone: 'done' });
              setRemoving(false);
            },
          })
        }
      />
    </>
  );
}
