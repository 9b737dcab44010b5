import type { AssignmentSummary } from '@healthprotocol/contracts/assignments';
import type { ErrorCode } from '@healthprotocol/contracts/errors';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../../../platform/api-problem.ts';
import { messageOf } from '../../../platform/error-messages.ts';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { addDays } from '../../../shared/lib/clock.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Checkbox } from '../../../shared/ui/checkbox.tsx';
import { DatePicker } from '../../../shared/ui/date-picker.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { DifferenceList } from '../../../shared/ui/difference-list.tsx';
import { ErrorState } from '../../../shared/ui/error-state.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useChangeVersion } from '../api/change-assignment.ts';
import { versionChangeQuery } from '../api/get-version-change.ts';
import { LinesSkeleton } from './client-skeletons.tsx';
import { DueAgainNotice, dueAgainOf } from './due-again-notice.tsx';
import { SafetyFindings } from './safety-findings.tsx';

interface VersionDialogProps {
  assignment: AssignmentSummary;
  today: string;
  onClose: () => void;
  /** The version was over for this client, and with it the assignment now is. */
  onEnded: () => void;
}

const leastReason = 10;

/** Moves a running assignment to the newest version, after showing what that changes. */
export function VersionDialog({ assignment, today, onClose, onEnded }: VersionDialogProps) {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const { newestVersion, version, startDate } = assignment;
  const earliest = startDate > today ? startDate : today;
  const [fromDate, setFromDate] = useState<string | null>(earliest);
  const [reason, setReason] = useState('');
  const { data, error, refetch } = useQuery(versionChangeQuery(assignment));
  const [confirmDueAgain, setConfirmDueAgain] = useState(false);
  const change = useChangeVersion(assignment);
  const [confirmEnd, setConfirmEnd] = useState(false);
  const isRefusedAs = (code: ErrorCode) => change.error instanceof ApiProblem && change.error.code === code;
  const isOver = isRefusedAs('version_ended');
  const refusedIds = dueAgainOf(change.error);
  const lacksAnswer =
    (refusedIds !== null && fromDate === today && !confirmDueAgain) || (isOver && !confirmEnd);
  const blocks = data?.check?.safety.findings.some(({ severity }) => severity === 'block') ?? false;
  const refused = isRefusedAs('assignment_blocked');
  const lacksReason = (blocks || refused) && reason.trim().length < leastReason;
  const isWrong = !data || fromDate === null || fromDate < earliest || lacksReason || lacksAnswer;
  const save = () => {
    if (isWrong) return;
    change.mutate(
      {
        ...{ version: newestVersion, fromDate, confirmDueAgain, confirmEnd },
        ...(reason.trim() !== '' && { blockReason: reason.trim() }),
      },
      {
        onSuccess: () => {
          if (isOver) onEnded();
          else showToast(t`Version ${newestVersion} is followed from then on.`, { tone: 'done' });
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
      title={<Trans>Move to version {newestVersion}?</Trans>}
      description={
        <Trans>
          “{assignment.title}”, version {version} now. The days before the date keep their version, and all
          history stays.
        </Trans>
      }
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button variant="primary" disabled={isWrong} busy={change.isPending} onClick={save}>
            <Trans>Move to version {newestVersion}</Trans>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        {isOver && (
          <Banner tone="attention" announce title={<Trans>This ends the protocol</Trans>}>
            <p>
              <Trans>
                This client has come further than version {newestVersion} lasts: nothing more would be due.
              </Trans>
            </p>
            <Checkbox
              label={t`End it all the same`}
              checked={confirmEnd}
              onChange={(event) => setConfirmEnd(event.target.checked)}
            />
          </Banner>
        )}
        {change.error && !refusedIds && !isOver && (
          <Banner tone="danger" announce>
            {i18n._(messageOf(change.error))}
          </Banner>
        )}
        {error ? (
          <ErrorState message={i18n._(messageOf(error))} onRetry={() => void refetch()} />
        ) : data ? (
          <>
            <SafetyFindings findings={data.check?.safety.findings ?? []} />
            <DifferenceList differences={data.differences} phaseTitles={data.phaseTitles} locale={locale} />
          </>
        ) : (
          <LinesSkeleton />
        )}
        {refusedIds && fromDate === today && (
          <DueAgainNotice
            titles={refusedIds.flatMap((id) => data?.activityTitles[id] ?? [])}
            confirmed={confirmDueAgain}
            onConfirmedChange={setConfirmDueAgain}
            onTomorrow={() => setFromDate(addDays(today, 1))}
          />
        )}
        <Field label={<Trans>From</Trans>} className="max-w-56">
          <DatePicker
            value={fromDate}
            onValueChange={setFromDate}
            locale={locale}
            today={today}
            min={earliest}
          />
        </Field>
        {(blocks || refused) && (
          <Field
            label={<Trans>Reason for going on</Trans>}
            hint={<Trans>At least 10 characters; kept with the assignment.</Trans>}
          >
            <TextArea value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
      </div>
    </Dialog>
  );
}
