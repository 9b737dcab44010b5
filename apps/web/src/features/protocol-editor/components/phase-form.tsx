import { Trans, useLingui } from '@lingui/react/macro';
import { Trash2 } from 'lucide-react';
import { Field } from '../../../shared/ui/field.tsx';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useEditing, usePart } from '../editor-context.ts';
import { removePhase } from '../outline.ts';
import { FormTitle } from './form-title.tsx';

/** A named span of days. */
export function PhaseForm({ index, onUndo }: { index: number; onUndo: () => void }) {
  const { t } = useLingui();
  const { content, edit } = useEditing();
  const { change, issueAt } = usePart('phases', index);
  const phase = content.phases[index];
  if (!phase) return null;
  return (
    <div className="flex flex-col gap-5">
      <FormTitle
        actions={
          <IconButton
            label={t`Remove this phase`}
            icon={<Trash2 aria-hidden="true" className="size-5" />}
            onClick={() => {
              edit(removePhase(content, phase.id), null);
              showToast(t`Phase removed. Its activities run throughout now.`, { onUndo });
            }}
          />
        }
      >
        <Trans>Phase</Trans>
      </FormTitle>
      <Field label={<Trans>Name</Trans>} error={issueAt('title')}>
        <TextInput value={phase.title} onChange={(event) => change({ title: event.target.value }, 'title')} />
      </Field>
      <div className="flex flex-wrap gap-5">
        <Field label={<Trans>First day</Trans>} error={issueAt('startDay')} className="w-32">
          <NumberInput
            value={phase.startDay}
            onValueChange={(startDay) => startDay !== null && change({ startDay }, 'startDay')}
          />
        </Field>
        <Field label={<Trans>Last day</Trans>} error={issueAt('endDay')} className="w-32">
          <NumberInput
            value={phase.endDay}
            onValueChange={(endDay) => endDay !== null && change({ endDay }, 'endDay')}
          />
        </Field>
      </div>
      <p className="-mt-2 text-sm text-muted">
        <Trans>Of the protocol's {content.durationDays} days. Phases may overlap.</Trans>
      </p>
      <Field label={<Trans>What it is for</Trans>} error={issueAt('description')} optional>
        <TextArea
          value={phase.description}
          onChange={(event) => change({ description: event.target.value }, 'description')}
        />
      </Field>
    </div>
  );
}
