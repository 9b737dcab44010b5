import type { Evidence } from '@healthprotocol/contracts/protocol-content';
import { Trans } from '@lingui/react/macro';
import { ExternalLink } from 'lucide-react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatDate } from '../../../shared/lib/format.ts';

/** Published sources, and for each whether and when the protocol was last compared with it. */
export function EvidenceList({ evidence }: { evidence: Evidence[] }) {
  const locale = useLocale();
  return (
    <ol className="flex flex-col gap-3">
      {evidence.map(({ citation, url, year, checkedOn }) => (
        <li key={citation + url} className="max-w-[75ch] text-body">
          <a
            href={url}
            target="_blank"
            rel="noopener noreferrer"
            className="font-medium text-accent-ink underline underline-offset-2 wrap-anywhere"
          >
            {citation}
            <ExternalLink aria-hidden="true" className="ms-1 inline size-3.5 align-baseline" />
          </a>
          <p className="text-sm text-muted tabular-nums">
            {year} · {new URL(url).hostname} ·{' '}
            {checkedOn ? (
              <Trans>compared on {formatDate(checkedOn, 'medium', locale)}</Trans>
            ) : (
              <Trans>not compared yet</Trans>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}
