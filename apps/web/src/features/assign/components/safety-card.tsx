import type { SafetyCheckForClient, SafetyFinding } from '@healthprotocol/contracts/assignments';
import { t } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Ban, CircleHelp, Globe, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { todayIn } from '../../../shared/lib/clock.ts';
import { formatDate, formatRelativeDay } from '../../../shared/lib/format.ts';
import { pregnancyNames, severityNames } from '../../../shared/lib/protocol-words.ts';
import { Badge } from '../../../shared/ui/badge.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import { shortestReason } from '../assign-state.ts';

interface SafetyCardProps {
  check: SafetyCheckForClient;
  startDate: string | null;
  needsReason: boolean;
  reason: string;
  onReasonChange: (reason: string) => void;
  /** A reason is needed before one can go on, and there is none yet. */
  showMissing: boolean;
}

/** What the check found for one client. Finding nothing is never called safe. */
export function SafetyCard({
  check,
  startDate,
  needsReason,
  reason,
  onReasonChange,
  showMissing,
}: SafetyCardProps) {
  const locale = useLocale();
  const { safety, clientName, timeZone, today, alreadyAssigned } = check;
  const ownToday = todayIn();
  return (
    <li className="rounded-xl border border-hairline bg-surface p-4">
      <h3 dir="auto" className="font-semibold wrap-anywhere">
        {clientName}
      </h3>
      <ul className="mt-2 flex flex-col gap-3">
        {safety.findings.map((finding) => (
          <Finding key={finding.ruleId} finding={finding} />
        ))}
        {needsReason && !safety.findings.some(({ severity }) => severity === 'block') && (
          <Line icon={<Ban className="text-danger" />}>
            <Trans>Something blocks this on day 1, or the record has changed since it was checked.</Trans>
          </Line>
        )}
        {safety.findings.length === 0 && (
          <Line icon={<Info />}>
            <Trans>Nothing matched in what is recorded.</Trans>
          </Line>
        )}
        {safety.notRecorded.length > 0 && (
          <Line icon={<CircleHelp />}>
            <Trans>Not recorded, so not checked: {notRecordedWords(safety.notRecorded, locale)}.</Trans>
          </Line>
        )}
        {alreadyAssigned && (
          <Line icon={<TriangleAlert className="text-attention" />}>
            <Trans>Already follows this protocol. Assigning it again gives everything twice.</Trans>
          </Line>
        )}
        {today !== ownToday && (
          <Line icon={<Globe />}>
            <Trans>
              In {timeZone.replaceAll('_', ' ')} it is {formatDate(today, 'weekday', locale)} now
            </Trans>
            {startDate && (
              <>
                {' · '}
                <Trans>day 1 is {formatRelativeDay(startDate, today, locale)}</Trans>
              </>
            )}
          </Line>
        )}
        {startDate && startDate < today && (
          <Line icon={<Info />}>
            <Trans>Starts in the past: days that are over count as due.</Trans>
          </Line>
        )}
      </ul>
      {needsReason && (
        <Field
          label={<Trans>Why {clientName} gets it nevertheless</Trans>}
          hint={<Trans>Kept with the assignment and in the audit log.</Trans>}
          error={showMissing && <Trans>Write at least {shortestReason} characters.</Trans>}
          className="mt-4"
        >
          <TextArea
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => onReasonChange(event.target.value)}
          />
        </Field>
      )}
    </li>
  );
}

function Finding({ finding }: { finding: SafetyFinding }) {
  const { i18n } = useLingui();
  const { severity, rationale, source, label, kind, matched } = finding;
  const found =
    kind === 'age'
      ? t`Age ${matched}`
      : kind === 'pregnancy'
        ? i18n._(pregnancyNames[matched as keyof typeof pregnancyNames])
        : matched;
  return (
    <li className="text-body">
      <p className="flex flex-wrap items-center gap-2">
        <Badge
          tone={severity === 'block' ? 'danger' : 'attention'}
          icon={severity === 'block' ? <Ban /> : <TriangleAlert />}
        >
          {i18n._(severityNames[severity])}
        </Badge>
        <span dir="auto" className="font-medium wrap-anywhere">
          {label || found}
        </span>
        {label && (
          <span dir="auto" className="text-sm text-muted wrap-anywhere">
            <Trans>recorded: {found}</Trans>
          </span>
        )}
      </p>
      <p dir="auto" className="mt-0.5 max-w-[70ch]">
        {rationale}{' '}
        {source && (
          <a
            href={source}
            target="_blank"
            rel="noopener noreferrer"
            className="text-sm text-accent-ink underline underline-offset-2"
          >
            {new URL(source).hostname}
          </a>
        )}
      </p>
    </li>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="flex gap-2 text-body text-muted [&_svg]:mt-0.5 [&_svg]:size-4.5 [&_svg]:shrink-0">
      <span aria-hidden="true">{icon}</span>
      <span className="min-w-0">{children}</span>
    </li>
  );
}

function notRecordedWords(missing: SafetyCheckForClient['safety']['notRecorded'], locale: string): string {
  const names = {
    conditions: t`conditions`,
    medications: t`medications`,
    allergies: t`allergies`,
    birthDate: t`birth date`,
    pregnancy: t`pregnancy`,
  };
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(missing.map((part) => names[part]));
}
