import type { Protocol } from '@healthprotocol/contracts/protocols';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { now } from '../../../shared/lib/clock.ts';
import { formatAgo, formatDate } from '../../../shared/lib/format.ts';
import { categoryNames } from '../../../shared/lib/protocol-words.ts';
import { Badge } from '../../../shared/ui/badge.tsx';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ScreenHeader } from '../../../shared/ui/screen-header.tsx';
import { Tabs } from '../../../shared/ui/tabs.tsx';
import { versionQuery } from '../api/get-versions.ts';
import { ProtocolBadges } from './protocol-badges.tsx';
import { TextSkeleton } from './protocol-skeletons.tsx';
import { ProtocolText } from './protocol-text.tsx';
import { type Comparison, VersionsPanel } from './versions-panel.tsx';

export type ProtocolTab = 'protocol' | 'versions';

/** Where on the page one is; kept in the address. */
export interface ProtocolView {
  tab: ProtocolTab;
  /** An older version, or the draft, instead of the newest. */
  shown: number | 'draft' | undefined;
  comparison: Comparison | undefined;
}

interface ProtocolPageProps {
  protocol: Protocol;
  view: ProtocolView;
  onViewChange: (view: Partial<ProtocolView>) => void;
  libraryLink: ReactNode;
  actions: ReactNode;
  versionLink: (version: number, label: ReactNode) => ReactNode;
}

/** One protocol: what clients will do, for whom it is not, where it comes from, and how it came to be. */
export function ProtocolPage({
  protocol,
  view,
  onViewChange,
  libraryLink,
  actions,
  versionLink,
}: ProtocolPageProps) {
  const { t, i18n } = useLingui();
  const { latest, draft } = protocol;
  const head = (latest ?? draft)?.content;
  if (!head) return null;
  return (
    <div className="mx-auto max-w-6xl px-4 py-6 sm:px-8 sm:py-8">
      <ScreenHeader title={head.title} description={head.description} above={libraryLink} actions={actions} />
      <div className="mt-4 flex flex-wrap items-center gap-1.5">
        <ProtocolBadges
          status={protocol.status}
          latestVersion={latest?.version ?? null}
          hasDraft={draft !== null}
          fromLibrary={head.library !== null}
        />
        <Badge>{i18n._(categoryNames[head.category])}</Badge>
        <Badge>
          <Plural value={head.durationDays} one="# day" other="# days" />
        </Badge>
        {protocol.runningAssignments > 0 && (
          <Badge tone="accent">
            <Plural
              value={protocol.runningAssignments}
              one="# client follows it"
              other="# clients follow it"
            />
          </Badge>
        )}
        {head.tags.map((tag) => (
          <span key={tag} dir="auto" className="px-1 text-sm text-muted">
            #{tag}
          </span>
        ))}
      </div>
      {head.library && <LibraryBanner checkedOn={head.library.checkedOn} />}
      {latest ? (
        <div className="mt-6">
          <Tabs
            label={t`Parts of this page`}
            value={view.tab}
            onValueChange={(tab) => onViewChange({ tab })}
            tabs={[
              {
                value: 'protocol',
                label: <Trans>Protocol</Trans>,
                content: <Shown protocol={protocol} view={view} onViewChange={onViewChange} />,
              },
              {
                value: 'versions',
                label: draft ? <Trans>Versions and differences</Trans> : <Trans>Versions</Trans>,
                content: (
                  <Suspense fallback={<TextSkeleton />}>
                    <VersionsPanel
                      protocol={protocol}
                      comparison={view.comparison}
                      onCompare={(comparison) => onViewChange({ comparison })}
                      versionLink={versionLink}
                    />
                  </Suspense>
                ),
              },
            ]}
          />
        </div>
      ) : (
        <div className="mt-8">
          <ProtocolText content={head} />
        </div>
      )}
    </div>
  );
}

function LibraryBanner({ checkedOn }: { checkedOn: string }) {
  const locale = useLocale();
  return (
    <div className="mt-5">
      <Banner tone="attention" title={<Trans>A clinician must review this before it is used</Trans>}>
        <Trans>
          Written from published guidance, checked on {formatDate(checkedOn, 'medium', locale)}. No clinician
          has reviewed it: compare it with the current sources and your local rules before you assign it.
        </Trans>
      </Banner>
    </div>
  );
}

/** The text of the newest version, of an older one, or of the draft. */
function Shown({
  protocol,
  view,
  onViewChange,
}: Pick<ProtocolPageProps, 'protocol' | 'view' | 'onViewChange'>) {
  const locale = useLocale();
  const { latest, draft } = protocol;
  const newest = latest?.version ?? 0;
  const shown = view.shown === 'draft' && !draft ? undefined : view.shown;
  const older = typeof shown === 'number' && shown !== newest ? shown : undefined;
  const { data } = useQuery({ ...versionQuery(protocol.id, older ?? newest), enabled: older !== undefined });
  const content = shown === 'draft' ? draft?.content : older === undefined ? latest?.content : data?.content;
  const back = (
    <Button size="sm" onClick={() => onViewChange({ shown: undefined })}>
      <Trans>Show version {newest}</Trans>
    </Button>
  );
  return (
    <div className="flex flex-col gap-6 pt-2">
      {draft && protocol.status !== 'retired' && shown === undefined && (
        <Banner
          title={<Trans>There is a draft of version {newest + 1}</Trans>}
          action={
            <div className="flex flex-wrap gap-2">
              <Button size="sm" onClick={() => onViewChange({ shown: 'draft' })}>
                <Trans>Read it</Trans>
              </Button>
              <Button
                size="sm"
                onClick={() => onViewChange({ tab: 'versions', comparison: { from: newest } })}
              >
                <Trans>See what changed</Trans>
              </Button>
            </div>
          }
        >
          <Trans>
            Saved {formatAgo(draft.savedAt, now(), locale)} by {draft.savedBy}. Clients get it only once it is
            published.
          </Trans>
        </Banner>
      )}
      {shown === 'draft' && (
        <Banner title={<Trans>This is the draft, not what clients follow</Trans>} action={back} />
      )}
      {older !== undefined && (
        <Banner title={<Trans>This is version {older}, not the newest</Trans>} action={back} />
      )}
      {content ? <ProtocolText content={content} /> : <TextSkeleton />}
    </div>
  );
}
