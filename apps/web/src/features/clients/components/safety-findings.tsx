import type { SafetyFinding } from '@healthprotocol/contracts/assignments';
import { Trans } from '@lingui/react/macro';
import { Banner } from '../../../shared/ui/banner.tsx';

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
