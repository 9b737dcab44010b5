import type { Contraindication } from '@healthprotocol/contracts/protocol-content';
import { t } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Ban, TriangleAlert } from 'lucide-react';
import { pregnancyNames, severityNames } from '../../../shared/lib/protocol-words.ts';
import { Badge } from '../../../shared/ui/badge.tsx';

/** Reasons not to give the protocol to somebody, blocking ones first, with why and from where. */
export function ContraindicationList({ rules }: { rules: Contraindication[] }) {
  const { i18n } = useLingui();
  const inOrder = [
    ...rules.filter(({ severity }) => severity === 'block'),
    ...rules.filter(({ severity }) => severity === 'warn'),
  ];
  return (
    <ul className="rounded-xl border border-hairline bg-surface">
      {inOrder.map((rule) => (
        <li key={rule.id} className="border-t border-hairline px-4 py-3 text-body first:border-t-0">
          <p className="flex flex-wrap items-center gap-2">
            <span dir="auto" className="font-medium wrap-anywhere">
              {ruleTitle(rule, (status) => i18n._(pregnancyNames[status]))}
            </span>
            <Badge
              tone={rule.severity === 'block' ? 'danger' : 'attention'}
              icon={rule.severity === 'block' ? <Ban /> : <TriangleAlert />}
            >
              {i18n._(severityNames[rule.severity])}
            </Badge>
          </p>
          <p dir="auto" className="max-w-[70ch]">
            {rule.rationale}
          </p>
          {'terms' in rule && (rule.terms.length > 0 || rule.codes.length > 0) && (
            <p className="text-sm text-muted wrap-anywhere">
              <Trans>
                Also matches:{' '}
                {[
                  ...rule.terms,
                  ...rule.codes.map(({ system, code }) => `${codeNames[system]} ${code}`),
                ].join(', ')}
              </Trans>
            </p>
          )}
          {rule.source && (
            <a
              href={rule.source}
              target="_blank"
              rel="noopener noreferrer"
              className="text-sm text-accent-ink underline underline-offset-2"
            >
              <Trans>Source: {new URL(rule.source).hostname}</Trans>
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

const codeNames = { icd10: 'ICD-10', snomed: 'SNOMED CT', rxnorm: 'RxNorm', atc: 'ATC' };

function ruleTitle(
  rule: Contraindication,
  pregnancyName: (status: 'pregnant' | 'breastfeeding' | 'trying') => string,
): string {
  switch (rule.kind) {
    case 'condition':
    case 'medication':
    case 'allergy':
      return rule.label;
    case 'age': {
      const { fromYears, toYears } = rule;
      if (fromYears === undefined) return t`Age ${toYears ?? 0} or younger`;
      return toYears === undefined ? t`Age ${fromYears} or older` : t`Age ${fromYears} to ${toYears}`;
    }
    case 'pregnancy':
      return rule.statuses.map(pregnancyName).join(', ');
  }
}
