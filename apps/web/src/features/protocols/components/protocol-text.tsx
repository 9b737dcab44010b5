import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { PhaseTimeline } from '../../../shared/ui/phase-timeline.tsx';
import { RichText } from '../../../shared/ui/rich-text.tsx';
import { ActivityList } from './activity-list.tsx';
import { ContraindicationList } from './contraindication-list.tsx';
import { DayPanel } from './day-panel.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { GoalList } from './goal-list.tsx';
import { Section } from './section.tsx';

/** One version of a protocol, to be read: what a client will do, why, and for whom it is not. */
export function ProtocolText({ content }: { content: ProtocolContent }) {
  const [phaseId, setPhaseId] = useState<string>();
  const chosen = content.phases.find(({ id }) => id === phaseId);
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex min-w-0 flex-col gap-9 max-lg:order-2">
        {content.phases.length > 0 && (
          <Section title={<Trans>Phases</Trans>}>
            <PhaseTimeline
              durationDays={content.durationDays}
              phases={content.phases.map(({ id, ...phase }) => ({ key: id, ...phase }))}
              {...(phaseId !== undefined && { selectedKey: phaseId })}
              onSelect={(key) => setPhaseId(key === phaseId ? undefined : key)}
            />
          </Section>
        )}
        <Section
          title={
            chosen ? <Trans>What a client does in “{chosen.title}”</Trans> : <Trans>What a client does</Trans>
          }
        >
          {content.activities.length > 0 ? (
            <ActivityList
              phases={chosen ? [chosen] : content.phases}
              activities={
                chosen
                  ? content.activities.filter((activity) => activity.phaseId === chosen.id)
                  : content.activities
              }
            />
          ) : (
            <Nothing>
              <Trans>No activities yet.</Trans>
            </Nothing>
          )}
        </Section>
        {content.content && (
          <Section title={<Trans>What a client reads</Trans>}>
            <RichText html={content.content} className="max-w-[70ch]" />
          </Section>
        )}
        <Section title={<Trans>Contraindications</Trans>}>
          {content.contraindications.length > 0 ? (
            <ContraindicationList rules={content.contraindications} />
          ) : (
            <Nothing>
              <Trans>None are written down. Nothing is checked when this is assigned.</Trans>
            </Nothing>
          )}
        </Section>
        <Section title={<Trans>Evidence</Trans>}>
          {content.evidence.length > 0 ? (
            <EvidenceList evidence={content.evidence} />
          ) : (
            <Nothing>
              <Trans>No sources are named.</Trans>
            </Nothing>
          )}
        </Section>
      </div>
      <div className="flex min-w-0 flex-col gap-8 max-lg:order-1 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:overflow-y-auto">
        {content.activities.length > 0 && <DayPanel content={content} />}
        {content.goals.length > 0 && (
          <Section title={<Trans>Goals</Trans>}>
            <GoalList goals={content.goals} />
          </Section>
        )}
      </div>
    </div>
  );
}

function Nothing({ children }: { children: React.ReactNode }) {
  return <p className="text-body text-muted">{children}</p>;
}
