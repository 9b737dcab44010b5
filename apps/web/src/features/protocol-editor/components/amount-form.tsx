import type { Activity } from '@healthprotocol/contracts/protocol-content';
import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox } from '../../../shared/ui/checkbox.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { usePart } from '../editor-context.ts';
import { PartSection } from './part-section.tsx';

/** How much: what is taken, and what counts as the whole of it. */
export function AmountForm({ activity, index }: { activity: Activity; index: number }) {
  const { t } = useLingui();
  const { change, issueAt } = usePart('activities', index);
  const { dose, target } = activity;
  return (
    <PartSection title={<Trans>How much</Trans>}>
      <Checkbox
        label={<Trans>It has a dose</Trans>}
        hint={<Trans>What is taken at one time, such as 1000 IU or 1 tablet.</Trans>}
        checked={dose !== undefined}
        onChange={(event) =>
          change({ dose: event.target.checked ? { quantity: 1, unit: t`tablet` } : undefined }, 'dose')
        }
      />
      {dose && (
        <div className="flex flex-wrap gap-4 sm:ps-7">
          <Field label={<Trans>Quantity</Trans>} error={issueAt('dose.quantity')} className="w-28">
            <NumberInput
              value={dose.quantity}
              fractionDigits={4}
              onValueChange={(quantity) =>
                quantity !== null && change({ dose: { ...dose, quantity } }, 'dose.quantity')
              }
            />
          </Field>
          <Field label={<Trans>Unit</Trans>} error={issueAt('dose.unit')} className="w-36">
            <TextInput
              value={dose.unit}
              onChange={(event) => change({ dose: { ...dose, unit: event.target.value } }, 'dose.unit')}
            />
          </Field>
          <Field
            label={<Trans>Note</Trans>}
            optional
            error={issueAt('dose.note')}
            className="min-w-40 flex-1"
          >
            <TextInput
              value={dose.note ?? ''}
              placeholder={t`with food`}
              onChange={(event) =>
                change({ dose: { ...dose, note: event.target.value || undefined } }, 'dose.note')
              }
            />
          </Field>
        </div>
      )}
      <Checkbox
        label={<Trans>It has a target</Trans>}
        hint={
          <Trans>
            What counts as the whole, such as 30 minutes; clients can then say that they did a part.
          </Trans>
        }
        checked={target !== undefined}
        onChange={(event) =>
          change({ target: event.target.checked ? { value: 30, unit: t`min` } : undefined }, 'target')
        }
      />
      {target && (
        <div className="flex flex-wrap gap-4 sm:ps-7">
          <Field label={<Trans>Value</Trans>} error={issueAt('target.value')} className="w-28">
            <NumberInput
              value={target.value}
              fractionDigits={4}
              onValueChange={(value) =>
                value !== null && change({ target: { ...target, value } }, 'target.value')
              }
            />
          </Field>
          <Field label={<Trans>Unit</Trans>} error={issueAt('target.unit')} className="w-36">
            <TextInput
              value={target.unit}
              onChange={(event) => change({ target: { ...target, unit: event.target.value } }, 'target.unit')}
            />
          </Field>
        </div>
      )}
    </PartSection>
  );
}
