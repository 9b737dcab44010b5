import type { Activity, Measure } from '@healthprotocol/contracts/protocol-content';
import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { usePart } from '../editor-context.ts';
import { MeasureChoice } from './measure-choice.tsx';
import { MeasureFields } from './measure-fields.tsx';
import { PartSection } from './part-section.tsx';

/** As the contract has it. */
const mostMeasures = 4;

/** What is measured at one time, up to four numbers. */
export function MeasuresForm({ activity, index }: { activity: Activity; index: number }) {
  const { t } = useLingui();
  const { change, issueAt } = usePart('activities', index);
  const measures = activity.measures ?? [];
  const set = (next: Measure[], field: string) =>
    change({ measures: next.length > 0 ? next : undefined }, `measures.${field}`);
  return (
    <PartSection title={<Trans>What is measured</Trans>}>
      {measures.map((measure, at) => (
        <div key={String(at)} className="relative rounded-lg border border-hairline p-3 pe-12">
          <MeasureFields
            measure={measure}
            onChange={(next, field) => set(measures.with(at, next), `${at}.${field}`)}
            issueAt={(field) => issueAt(`measures.${at}.${field}`)}
          />
          <span className="absolute inset-e-1 top-1">
            <IconButton
              label={t`Remove ${measure.display}`}
              icon={<X aria-hidden="true" className="size-5" />}
              onClick={() => set(measures.toSpliced(at, 1), 'removed')}
            />
          </span>
        </div>
      ))}
      {measures.length < mostMeasures && (
        <MeasureChoice
          label={measures.length === 0 ? t`Choose a measure` : t`Add another measure`}
          error={measures.length === 0 ? issueAt('measures') : undefined}
          onChoose={(measure) => set([...measures, measure], 'added')}
        />
      )}
    </PartSection>
  );
}
