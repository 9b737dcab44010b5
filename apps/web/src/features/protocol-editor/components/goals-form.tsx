import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import { uuidv7 } from 'uuidv7';
import { Button } from '../../../shared/ui/button.tsx';
import { Checkbox } from '../../../shared/ui/checkbox.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { commonMeasures } from '../common-measures.ts';
import { useEditing, usePart } from '../editor-context.ts';
import { FormTitle } from './form-title.tsx';
import { MeasureChoice } from './measure-choice.tsx';
import { MeasureFields } from './measure-fields.tsx';
import { PartCard } from './part-card.tsx';

/** What is aimed at, by which day, measured how. */
export function GoalsForm({ onUndo }: { onUndo: () => void }) {
  const { content, edit } = useEditing();
  return (
    <div className="flex flex-col gap-4">
      <FormTitle>
        <Trans>Goals</Trans>
      </FormTitle>
      {content.goals.length === 0 && (
        <p className="text-body text-muted">
          <Trans>What should be different at the end? Clients see their goals beside their progress.</Trans>
        </p>
      )}
      {content.goals.map(({ id }, index) => (
        <GoalCard key={id} index={index} onUndo={onUndo} />
      ))}
      <div>
        <Button
          icon={<Plus aria-hidden="true" className="size-4" />}
          onClick={() => edit({ ...content, goals: [...content.goals, { id: uuidv7(), title: '' }] }, null)}
        >
          <Trans>Add a goal</Trans>
        </Button>
      </div>
    </div>
  );
}

function GoalCard({ index, onUndo }: { index: number; onUndo: () => void }) {
  const { t } = useLingui();
  const { content } = useEditing();
  const { change, remove, issueAt } = usePart('goals', index);
  const goal = content.goals[index];
  if (!goal) return null;
  return (
    <PartCard title={goal.title || t`New goal`} onRemove={remove} onUndo={onUndo}>
      <Field label={<Trans>Goal</Trans>} error={issueAt('title')}>
        <TextInput value={goal.title} onChange={(event) => change({ title: event.target.value }, 'title')} />
      </Field>
      <Field label={<Trans>By day</Trans>} optional error={issueAt('byDay')} className="w-36">
        <NumberInput
          value={goal.byDay ?? null}
          onValueChange={(byDay) => change({ byDay: byDay ?? undefined }, 'byDay')}
        />
      </Field>
      <Checkbox
        label={<Trans>It is a number that is measured</Trans>}
        checked={goal.measure !== undefined}
        onChange={(event) =>
          change({ measure: event.target.checked ? commonMeasures[0] : undefined }, 'measure')
        }
      />
      {goal.measure && (
        <>
          <MeasureChoice
            label={t`Take another measure`}
            error={undefined}
            onChoose={(measure) => change({ measure }, 'measure')}
          />
          <MeasureFields
            measure={goal.measure}
            onChange={(measure, field) => change({ measure }, `measure.${field}`)}
            issueAt={(field) => issueAt(`measure.${field}`)}
          />
        </>
      )}
    </PartCard>
  );
}
