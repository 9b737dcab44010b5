import type { Client } from '@healthprotocol/contracts/clients';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../../../platform/error-messages.ts';
import { fieldProblems } from '../../../platform/field-issues.ts';
import { teamQuery } from '../../../platform/organization.ts';
import { useSession } from '../../../platform/session.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { MultiCombobox } from '../../../shared/ui/combobox.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useChangeCareTeam } from '../api/change-client.ts';

interface CareTeamDialogProps {
  client: Client;
  onClose: () => void;
}

/** Who may see the client, besides the owners and admins, who see everybody. */
export function CareTeamDialog({ client, onClose }: CareTeamDialogProps) {
  const { t, i18n } = useLingui();
  const { role, memberId } = useSession();
  const team = useQuery({ ...teamQuery, throwOnError: false });
  const before = client.careTeam.map((member) => member.memberId);
  const [memberIds, setMemberIds] = useState(before);
  const change = useChangeCareTeam(client.id);
  const leavesSelf = role === 'practitioner' && !memberIds.includes(memberId);
  const [problem] = fieldProblems(change.error);
  const problems = change.error ?? team.error;
  const options = [
    // Somebody who left the team still stands on this one until they are taken off.
    ...client.careTeam.filter((one) => !team.data?.some(({ id }) => id === one.memberId)),
    ...(team.data ?? []).map(({ id, name }) => ({ memberId: id, name })),
  ].map((member) => ({ value: member.memberId, label: member.name }));
  const save = () =>
    change.mutate(memberIds, {
      onSuccess: () => {
        showToast(t`The care team is changed.`, { tone: 'done', onUndo: () => change.mutate(before) });
        onClose();
      },
    });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={<Trans>Care team of {client.name}</Trans>}
      description={<Trans>These people see the client. Owners and admins see everybody.</Trans>}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button variant="primary" busy={change.isPending} disabled={leavesSelf} onClick={save}>
            <Trans>Save</Trans>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-1">
        {problems && (
          <Banner tone="danger" announce>
            {i18n._(problem?.message ?? messageOf(problems))}
          </Banner>
        )}
        <Field
          label={<Trans>People</Trans>}
          error={leavesSelf && t`You can't remove yourself; a colleague or an admin can.`}
        >
          <MultiCombobox
            options={options}
            value={memberIds}
            onValueChange={setMemberIds}
            loading={team.isPending}
            placeholder={t`Search by name`}
          />
        </Field>
      </div>
    </Dialog>
  );
}
