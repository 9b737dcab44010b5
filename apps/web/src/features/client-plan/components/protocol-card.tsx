import type { PlanItem } from '@healthprotocol/contracts/today';
import { Trans } from '@lingui/react/macro';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatDate } from '../../../shared/lib/format.ts';
import { PhaseTimeline } from '../../../shared/ui/phase-timeline.tsx';
import { RichText } from '../../../shared/ui/rich-text.tsx';
import { ProtocolGoals } from './protocol-goals.tsx';
import { ProtocolSources } from './protocol-sources.tsx';
import { ProtocolStatus } from './protocol-status.tsx';

/** A protocol that I follow: where it stands, its phases, goals, text and sources. */
export function ProtocolCard({ protocol }: { protocol: PlanItem }) {
  const locale = useLocale();
  const { assignmentId, title, description, content, phases, goals, startDate, lastDate } = protocol;
  const headingId = `protocol-${assignmentId}`;
  return (
    <article
      aria-labelledby={headingId}
      className="-mx-4 flex flex-col gap-5 border-y border-hairline bg-surface px-4 py-5 sm:mx-0 sm:rounded-lg sm:border-x"
    >
      <header>
        <h2 id={headingId} className="text-lg font-semibold">
          <bdi>{title}</bdi>
        </h2>
        <p className="mt-1 text-sm text-muted">
          <ProtocolStatus protocol={protocol} />
        </p>
        {description && (
          <p dir="auto" className="mt-2 max-w-[70ch] text-base">
            {description}
          </p>
        )}
      </header>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 text-body sm:grid-cols-3">
        <div>
          <dt className="text-sm text-muted">
            <Trans>Starts</Trans>
          </dt>
          <dd>{formatDate(startDate, 'medium', locale)}</dd>
        </div>
        <div>
          <dt className="text-sm text-muted">
            <Trans>Ends</Trans>
          </dt>
          <dd>{lastDate ? formatDate(lastDate, 'medium', locale) : <Trans>open while paused</Trans>}</dd>
        </div>
        <div className="max-sm:col-span-2">
          <dt className="text-sm text-muted">
            <Trans>Assigned by</Trans>
          </dt>
          <dd>
            <bdi>{protocol.practitioner}</bdi>
          </dd>
        </div>
      </dl>
      {phases.length > 0 && (
        <section>
          <h3 className="mb-2 text-sm font-semibold">
            <Trans>Phases</Trans>
          </h3>
          <PhaseTimeline
            durationDays={protocol.durationDays}
            phases={phases.map((phase) => ({ ...phase, key: phase.id }))}
            {...(protocol.protocolDay === null ? {} : { currentDay: protocol.protocolDay })}
          />
        </section>
      )}
      {goals.length > 0 && <ProtocolGoals goals={goals} />}
      {content && (
        <details>
          <summary className="min-h-11 content-center font-medium text-accent-ink">
            <Trans>Read the protocol</Trans>
          </summary>
          <RichText html={content} className="pt-2" />
        </details>
      )}
      <ProtocolSources protocol={protocol} />
    </article>
  );
}
