import type { PlanItem } from '@healthprotocol/contracts/today';
import { Trans } from '@lingui/react/macro';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatDate } from '../../../shared/lib/format.ts';

/** What the protocol rests on, when that was looked at last, and who answers for it. */
export function ProtocolSources({ protocol }: { protocol: PlanItem }) {
  const locale = useLocale();
  const { evidence, library, practitioner } = protocol;
  if (evidence.length === 0 && !library) return null;
  return (
    <section className="text-body">
      <h3 className="mb-2 text-sm font-semibold">
        <Trans>Sources</Trans>
      </h3>
      <ul className="flex flex-col gap-2">
        {evidence.map(({ citation, url, year, checkedOn }) => (
          <li key={url} className="wrap-anywhere">
            <a
              href={url}
              target="_blank"
              rel="noopener noreferrer"
              className="text-accent-ink underline underline-offset-4"
            >
              <bdi>{citation}</bdi>
            </a>{' '}
            <span className="text-sm text-muted">
              {year}
              {checkedOn && (
                <>
                  {' · '}
                  <Trans>checked on {formatDate(checkedOn, 'medium', locale)}</Trans>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {library && (
        <p className="mt-3 max-w-[70ch] text-sm text-muted">
          <Trans>
            Written from published guidance and compared with it on{' '}
            {formatDate(library.checkedOn, 'medium', locale)}. A clinician has to review it before use;{' '}
            {practitioner} assigned it to you. Ask them before you change anything.
          </Trans>
        </p>
      )}
    </section>
  );
}
