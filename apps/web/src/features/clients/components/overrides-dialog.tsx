import type { Assignment, AssignmentSummary } from '@healthprotocol/contracts/assignments';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '../../../platform/error-messages.ts';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { addDays } from '../../../shared/lib/clock.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { DatePicker } from '../../../shared/ui/date-picker.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { ErrorState } from '../../../shared/ui/error-state.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useChangeOverrides } from '../api/change-assignment.ts';
import { assignmentQuery } from '../api/get-assignment.ts';
import { draftsOf, lacksSlots, overridesOf, overridesOn } from '../override-drafts.ts';
import { LinesSkeleton } from './client-skeletons.tsx';
import { DueAgainNotice, dueAgainOf } from './due-again-notice.tsx';
import { OverrideRow } from './override-row.tsx';

interface OverridesDialogProps {
  assignment: AssignmentSummary;
  today: string;
  onClose: () => void;
}

/** Changes what is due for one client, without touching the protocol. */
export function OverridesDialog(props: OverridesDialogProps) {
  const { i18n } = useLingui();
  const { data, error, refetch } = useQuery({ ...assignmentQuery(props.assignment.id), throwOnError: false });
  if (data) return <OverridesForm {...props} detail={data} />;
  return (
    <Dialog open onOpenChange={props.onClose} size="lg" title={props.assignment.title}>
      {error ? (
        <ErrorState message={i18n._(messageOf(error))} onRetry={() => void refetch()} />
      ) : (
        <LinesSkeleton />
      )}
    </Dialog>
  );
}

function OverridesForm({
  assignment,
  detail,
  today,
  onClose,
}: OverridesDialogProps & { detail: Assignment }) {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const earliest = assignment.startDate > today ? assignment.startDate : today;
  const [fromDate, setFromDate] = useState<string | null>(earliest);
  const [drafts, setDrafts] = useState(() =>
    draftsOf(detail.content.activities, overridesOn(detail, earliest)),
  );
  const [confirmDueAgain, setConfirmDueAgain] = useState(false);
  const change = useChangeOverrides(assignment);
  const refusedIds = dueAgainOf(change.error);
  const lacksAnswer = refusedIds !== null && fromDate === today && !confirmDueAgain;
  const isWrong = fromDate === null || fromDate < earliest || drafts.some(lacksSlots) || lacksAnswer;
  const save = () => {
    if (isWrong) return;
    change.mutate(
      { fromDate, overrides: overridesOf(drafts), confirmDueAgain },
      {
        onSuccess: () => {
          showToast(t`The plan is changed.`, { tone: 'done' });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={<Trans>Change “{assignment.title}” for this client</Trans>}
      description={
        <Trans>The protocol stays as it is. Days before the date keep what was due on them.</Trans>
      }
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button variant="primary" disabled={isWrong} busy={change.isPending} onClick={save}>
            <Trans>Save</Trans>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        {change.error && !refusedIds && (
          <Banner tone="danger" announce>
            {i18n._(messageOf(change.error))}
          </Banner>
        )}
        {refusedIds && fromDate === today && (
          <DueAgainNotice
            titles={drafts.flatMap(({ activity: { id, title } }) => (refusedIds.includes(id) ? [title] : []))}
            confirmed={confirmDueAgain}
            onConfirmedChange={setConfirmDueAgain}
            onTomorrow={() => setFromDate(addDays(today, 1))}
          />
        )}
        <Field
          label={<Trans>From</Trans>}
          className="max-w-56"
          error={fromDate !== null && fromDate < earliest && t`Today or later, in the client's zone.`}
        >
          <DatePicker
            value={fromDate}
            onValueChange={setFromDate}
            locale={locale}
            today={today}
            min={earliest}
          />
        </Field>
        <ul className="divide-y divide-hairline rounded-lg border border-hairline">
          {drafts.map((draft, index) => (
            <OverrideRow
              key={draft.activity.id}
              draft={draft}
              onChange={(next) => setDrafts(drafts.with(index, next))}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
