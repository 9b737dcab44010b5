import type { Protocol } from '@healthprotocol/contracts/protocols';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery, useSuspenseInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { dateIn, instantOf } from '../../../shared/lib/clock.ts';
import { formatDate } from '../../../shared/lib/format.ts';
import { Badge } from '../../../shared/ui/badge.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { DifferenceList } from '../../../shared/ui/difference-list.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { differencesQuery } from '../api/get-differences.ts';
import { versionsQuery } from '../api/get-versions.ts';
import { Section } from './section.tsx';

/** Two versions to compare; `to` is left out for the draft. */
export interface Comparison {
  from: number;
  to?: number | undefined;
}

interface VersionsPanelProps {
  protocol: Protocol;
  comparison: Comparison | undefined;
  onCompare: (comparison: Comparison) => void;
  /** Leads to one version's text. */
  versionLink: (version: number, label: ReactNode) => ReactNode;
}

/** Every published version with who, when and why; and what changed between any two of them, or in the draft. */
export function VersionsPanel({ protocol, comparison, onCompare, versionLink }: VersionsPanelProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(
    versionsQuery(protocol.id),
  );
  const versions = data.pages.flatMap(({ items }) => items);
  const latest = protocol.latest?.version ?? 0;
  const canCompare = latest > 1 || (latest > 0 && protocol.draft !== null);
  const chosen: Comparison =
    comparison ?? (protocol.draft ? { from: latest } : { from: Math.max(latest - 1, 1), to: latest });

  return (
    <div className="flex max-w-3xl flex-col gap-9">
      <Section title={<Trans>Versions</Trans>}>
        <ol className="rounded-xl border border-hairline bg-surface">
          {versions.map(({ version, publishedAt, publishedBy, note, runningAssignments }) => (
            <li key={version} className="border-t border-hairline px-4 py-3 text-body first:border-t-0">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <span className="font-medium">{versionLink(version, <Trans>Version {version}</Trans>)}</span>
                {runningAssignments > 0 && (
                  <Badge tone="accent">
                    <Plural
                      value={runningAssignments}
                      one="# client follows it"
                      other="# clients follow it"
                    />
                  </Badge>
                )}
                {version > 1 && (
                  <Button
                    size="sm"
                    variant="quiet"
                    className="ms-auto"
                    onClick={() => onCompare({ from: version - 1, to: version })}
                  >
                    <Trans>What changed</Trans>
                  </Button>
                )}
              </p>
              <p className="text-sm text-muted">
                {formatDate(dateIn(instantOf(publishedAt)), 'medium', locale)} · {publishedBy}
              </p>
              {note && <p dir="auto">{note}</p>}
            </li>
          ))}
        </ol>
        {hasNextPage && (
          <Button variant="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Load more</Trans>
          </Button>
        )}
      </Section>
      {canCompare && (
        <Section title={<Trans>Differences</Trans>}>
          <div className="mb-4 flex flex-wrap gap-3">
            <Field label={<Trans>From</Trans>} className="w-44">
              <Select
                value={chosen.from}
                onChange={(event) => onCompare({ ...chosen, from: Number(event.target.value) })}
              >
                {versions.map(({ version }) => (
                  <option key={version} value={version}>{t`Version ${version}`}</option>
                ))}
              </Select>
            </Field>
            <Field label={<Trans>To</Trans>} className="w-44">
              <Select
                value={chosen.to ?? ''}
                onChange={(event) =>
                  onCompare({ ...chosen, to: event.target.value ? Number(event.target.value) : undefined })
                }
              >
                {protocol.draft && <option value="">{t`Draft`}</option>}
                {versions.map(({ version }) => (
                  <option key={version} value={version}>{t`Version ${version}`}</option>
                ))}
              </Select>
            </Field>
          </div>
          <Differences protocol={protocol} comparison={chosen} locale={locale} />
        </Section>
      )}
    </div>
  );
}

interface DifferencesProps {
  protocol: Protocol;
  comparison: Comparison;
  locale: string;
}

function Differences({ protocol, comparison, locale }: DifferencesProps) {
  const { data, isPending } = useQuery(differencesQuery(protocol.id, comparison.from, comparison.to));
  const phases = [...(protocol.latest?.content.phases ?? []), ...(protocol.draft?.content.phases ?? [])];
  if (isPending) {
    return (
      <div aria-busy="true" className="flex flex-col gap-3 rounded-xl border border-hairline bg-surface p-4">
        <Skeleton className="h-4 w-2/3" />
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="h-4 w-3/5" />
      </div>
    );
  }
  if (!data || data.items.length === 0) {
    return (
      <p role="status" className="text-body text-muted">
        <Trans>Nothing differs.</Trans>
      </p>
    );
  }
  return (
    <DifferenceList
      differences={data.items}
      locale={locale}
      phaseTitles={Object.fromEntries(phases.map(({ id, title }) => [id, title]))}
    />
  );
}
