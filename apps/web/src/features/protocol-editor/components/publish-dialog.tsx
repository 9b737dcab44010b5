import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import type { Protocol } from '@healthprotocol/contracts/protocols';
import { PLAN_LIMITS, type PlanSizeProblem, planSize } from '@healthprotocol/domain/plan-size';
import { publishProblems } from '@healthprotocol/domain/protocol-state';
import { protocolDifferences } from '@healthprotocol/domain/version-differences';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { messageOf } from '../../../platform/error-messages.ts';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatNumber } from '../../../shared/lib/format.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { DifferenceList } from '../../../shared/ui/difference-list.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import type { ContentIssue } from '../validate-content.ts';
import { IssueList } from './issue-list.tsx';

interface PublishDialogProps {
  protocol: Protocol;
  content: ProtocolContent;
  issues: ContentIssue[];
  busy: boolean;
  error: unknown;
  onShowIssue: (path: string) => void;
  onPublish: (note: string) => void;
  onClose: () => void;
}

/** What becomes the next version: what differs, what prevents it, and who goes on with the older one. */
export function PublishDialog({
  protocol,
  content,
  issues,
  busy,
  error,
  onShowIssue,
  onPublish,
  onClose,
}: PublishDialogProps) {
  const { i18n } = useLingui();
  const locale = useLocale();
  const [note, setNote] = useState('');
  const published = protocol.latest?.content ?? null;
  const version = (protocol.latest?.version ?? 0) + 1;
  const problems = issues.length === 0 ? publishProblems(content, published) : [];
  const differences = published ? protocolDifferences(published, content) : [];
  const isPrevented = issues.length > 0 || problems.length > 0;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="lg"
      title={<Trans>Publish version {version}</Trans>}
      description={<Trans>A published version never changes. Further edits become the next draft.</Trans>}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button variant="primary" busy={busy} disabled={isPrevented} onClick={() => onPublish(note.trim())}>
            <Trans>Publish version {version}</Trans>
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {error !== null && (
          <Banner tone="danger" announce>
            {i18n._(messageOf(error))}
          </Banner>
        )}
        {issues.length > 0 && (
          <Banner tone="danger" title={<Trans>These have to be put right first</Trans>}>
            <IssueList issues={issues} content={content} onShow={onShowIssue} />
          </Banner>
        )}
        {problems.map(({ code, reason }) => (
          <Banner key={reason ?? code} tone="attention">
            {code === 'protocol_empty' && (
              <Trans>Add at least one activity: there is nothing to do yet.</Trans>
            )}
            {code === 'protocol_unchanged' && <Trans>Nothing differs from version {version - 1}.</Trans>}
            {reason && <TooLarge reason={reason} content={content} locale={locale} />}
          </Banner>
        ))}
        {content.library && protocol.latest === null && (
          <Banner tone="attention">
            <Trans>Written from published guidance. A clinician must review it before it is published.</Trans>
          </Banner>
        )}
        {protocol.runningAssignments > 0 && (
          <Banner>
            <Plural
              value={protocol.runningAssignments}
              one="# client follows an older version and stays on it until you move them."
              other="# clients follow an older version and stay on it until you move them."
            />
          </Banner>
        )}
        <Field
          label={<Trans>Note</Trans>}
          hint={<Trans>Why this version, for your colleagues.</Trans>}
          optional
        >
          <TextArea rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
        {differences.length > 0 && published && (
          <section>
            <h3 className="mb-2 text-sm font-semibold">
              <Trans>Differences from version {version - 1}</Trans>
            </h3>
            <DifferenceList
              differences={differences}
              locale={locale}
              phaseTitles={Object.fromEntries(
                [...published.phases, ...content.phases].map(({ id, title }) => [id, title]),
              )}
            />
          </section>
        )}
      </div>
    </Dialog>
  );
}

interface TooLargeProps {
  reason: PlanSizeProblem;
  content: ProtocolContent;
  locale: string;
}

/** Says what there is too much of, how much there is, and how much there may be. */
function TooLarge({ reason, content, locale }: TooLargeProps) {
  if (reason === 'content_too_large') {
    return (
      <Trans>
        The protocol has more text than a plan can hold: at most {PLAN_LIMITS.contentBytes / 1024} kB. Shorten
        it, or split it into two protocols.
      </Trans>
    );
  }
  const { perDay, inAll } = planSize(content);
  const [found, most] =
    reason === 'too_many_a_day' ? [perDay, PLAN_LIMITS.occurrencesPerDay] : [inAll, PLAN_LIMITS.occurrences];
  const words = { found: formatNumber(found, locale), most: formatNumber(most, locale) };
  return reason === 'too_many_a_day' ? (
    <Trans>
      On one day {words.found} things are due. A client can be asked for at most {words.most}: give some
      activities fewer times of day, or fewer days.
    </Trans>
  ) : (
    <Trans>
      From the first day to the last {words.found} things are due. A plan can hold at most {words.most}: give
      some activities fewer times of day, or fewer days.
    </Trans>
  );
}
