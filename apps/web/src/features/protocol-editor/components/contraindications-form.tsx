import type { Contraindication } from '@healthprotocol/contracts/protocol-content';
import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import { uuidv7 } from 'uuidv7';
import { Button } from '../../../shared/ui/button.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { RadioGroup } from '../../../shared/ui/radio-group.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { useEditing, usePart } from '../editor-context.ts';
import { FormTitle } from './form-title.tsx';
import { PartCard } from './part-card.tsx';
import { RuleMatchFields } from './rule-match-fields.tsx';

/** Reasons not to give the protocol to somebody; each one is matched with the record when it is assigned. */
export function ContraindicationsForm({ onUndo }: { onUndo: () => void }) {
  const { content, edit } = useEditing();
  return (
    <div className="flex flex-col gap-4">
      <FormTitle>
        <Trans>Contraindications</Trans>
      </FormTitle>
      <p className="text-body text-muted">
        <Trans>
          Matched with a client's record before the protocol is assigned. One that blocks asks for a written
          reason; one that warns is shown.
        </Trans>
      </p>
      {content.contraindications.map(({ id }, index) => (
        <RuleCard key={id} index={index} onUndo={onUndo} />
      ))}
      <div>
        <Button
          icon={<Plus aria-hidden="true" className="size-4" />}
          onClick={() =>
            edit({ ...content, contraindications: [...content.contraindications, ruleOf('condition')] }, null)
          }
        >
          <Trans>Add a contraindication</Trans>
        </Button>
      </div>
    </div>
  );
}

/** A rule of a kind to start from; what both kinds have is kept. */
function ruleOf(kind: Contraindication['kind'], before?: Contraindication): Contraindication {
  const base = {
    id: before?.id ?? uuidv7(),
    severity: before?.severity ?? ('warn' as const),
    rationale: before?.rationale ?? '',
    ...(before?.source !== undefined && { source: before.source }),
  };
  if (kind === 'age') return { kind, ...base };
  if (kind === 'pregnancy') return { kind, ...base, statuses: ['pregnant'] };
  const matched =
    before && 'terms' in before
      ? { label: before.label, terms: before.terms, codes: before.codes }
      : { label: '', terms: [], codes: [] };
  return { kind, ...base, ...matched };
}

function RuleCard({ index, onUndo }: { index: number; onUndo: () => void }) {
  const { t } = useLingui();
  const { content, edit } = useEditing();
  const { change, remove, issueAt } = usePart('contraindications', index);
  const rule = content.contraindications[index];
  if (!rule) return null;
  const kinds = {
    condition: t`Condition`,
    medication: t`Medication`,
    allergy: t`Allergy`,
    age: t`Age`,
    pregnancy: t`Pregnancy`,
  };
  const title = ('label' in rule && rule.label) || kinds[rule.kind];
  return (
    <PartCard title={title} onRemove={remove} onUndo={onUndo}>
      <Field label={<Trans>What it looks at</Trans>} className="max-w-64">
        <Select
          value={rule.kind}
          onChange={(event) =>
            edit(
              {
                ...content,
                contraindications: content.contraindications.with(
                  index,
                  ruleOf(event.target.value as Contraindication['kind'], rule),
                ),
              },
              null,
            )
          }
        >
          {Object.entries(kinds).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <RuleMatchFields rule={rule} change={change} issueAt={issueAt} />
      <RadioGroup
        label={<Trans>When it matches</Trans>}
        value={rule.severity}
        onValueChange={(severity) => change({ severity }, 'severity')}
        options={[
          { value: 'warn', label: t`Warn`, hint: t`It is shown; one can go on.` },
          { value: 'block', label: t`Block`, hint: t`One can go on only with a written reason.` },
        ]}
      />
      <Field label={<Trans>Why</Trans>} error={issueAt('rationale')}>
        <TextArea
          rows={2}
          value={rule.rationale}
          onChange={(event) => change({ rationale: event.target.value.replace(/\n/g, ' ') }, 'rationale')}
        />
      </Field>
      <Field label={<Trans>Source</Trans>} optional error={issueAt('source')}>
        <TextInput
          type="url"
          dir="ltr"
          placeholder="https://"
          value={rule.source ?? ''}
          onChange={(event) => change({ source: event.target.value || undefined }, 'source')}
        />
      </Field>
    </PartCard>
  );
}
