import type { SafetyFinding } from '@healthprotocol/contracts/assignments';
import type { ProtocolDifference } from '@healthprotocol/contracts/protocols';
import { Trans, useLingui } from '@lingui/react/macro';
import { Badge, type BadgeTone } from '../../../shared/ui/badge.tsx';
import { Banner } from '../../../shared/ui/banner.tsx';
import { changeWords, fieldWords, partWords } from '../difference-words.ts';

const tones: Record<ProtocolDifference['change'], BadgeTone> = {
  added: 'done',
  removed: 'danger',
  changed: 'accent',
  moved: 'neutral',
};

/** What is different in the other version, one line a difference. */
export function VersionDifferences({ differences }: { differences: readonly ProtocolDifference[] }) {
  const { i18n } = useLingui();
  if (differences.length === 0) {
    return (
      <p className="text-body text-muted">
        <Trans>Nothing that is due differs.</Trans>
      </p>
    );
  }
  return (
    <ul className="divide-y divide-hairline rounded-lg border border-hairline">
      {differences.map(({ part, change, id, title, field }) => {
        const fieldName = field && fieldWords[field];
        return (
          <li
            key={`${part} ${id} ${change} ${field ?? ''}`}
            className="flex items-start gap-3 px-3 py-2 text-body"
          >
            <Badge tone={tones[change]}>{i18n._(changeWords[change])}</Badge>
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className="text-muted">{i18n._(partWords[part])}</span>{' '}
              <span dir="auto" className="font-medium">
                {title}
              </span>
              {field && <span className="text-muted"> · {fieldName ? i18n._(fieldName) : field}</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What the safety check found; no finding never means "safe". */
export function SafetyFindings({ findings }: { findings: readonly SafetyFinding[] }) {
  if (findings.length === 0) {
    return (
      <Banner>
        <Trans>Nothing matched in what is recorded.</Trans>
      </Banner>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      {findings.map(({ ruleId, severity, label, matched, rationale }) => (
        <Banner
          key={ruleId}
          tone={severity === 'block' ? 'danger' : 'attention'}
          title={severity === 'block' ? <Trans>Blocked: {label}</Trans> : <Trans>Warning: {label}</Trans>}
        >
          <Trans>
            {rationale} Recorded: {matched}.
          </Trans>
        </Banner>
      ))}
    </div>
  );
}
