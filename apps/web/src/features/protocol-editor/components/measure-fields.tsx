import type { Measure } from '@healthprotocol/contracts/protocol-content';
import { Trans } from '@lingui/react/macro';
import { Field } from '../../../shared/ui/field.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';

interface MeasureFieldsProps {
  measure: Measure;
  onChange: (measure: Measure, field: string) => void;
  issueAt: (field: string) => string | undefined;
}

/** One coded number: what it is, its unit, what is aimed at and what can be true. */
export function MeasureFields({ measure, onChange, issueAt }: MeasureFieldsProps) {
  const bounds = [
    ['targetLow', <Trans key="1">Target from</Trans>],
    ['targetHigh', <Trans key="2">Target to</Trans>],
    ['plausibleLow', <Trans key="3">Possible from</Trans>],
    ['plausibleHigh', <Trans key="4">Possible to</Trans>],
  ] as const;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-4">
        <Field label={<Trans>Name</Trans>} error={issueAt('display')} className="min-w-52 flex-1">
          <TextInput
            value={measure.display}
            onChange={(event) => onChange({ ...measure, display: event.target.value }, 'display')}
          />
        </Field>
        <Field label={<Trans>LOINC code</Trans>} error={issueAt('loinc')} className="w-32">
          <TextInput
            dir="ltr"
            value={measure.loinc}
            onChange={(event) => onChange({ ...measure, loinc: event.target.value }, 'loinc')}
          />
        </Field>
        <Field label={<Trans>Unit (UCUM)</Trans>} error={issueAt('unit')} className="w-32">
          <TextInput
            dir="ltr"
            value={measure.unit}
            onChange={(event) => onChange({ ...measure, unit: event.target.value }, 'unit')}
          />
        </Field>
        <Field label={<Trans>Decimals</Trans>} error={issueAt('precision')} className="w-24">
          <NumberInput
            value={measure.precision}
            onValueChange={(precision) =>
              precision !== null && onChange({ ...measure, precision }, 'precision')
            }
          />
        </Field>
      </div>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        {bounds.map(([field, label]) => (
          <Field key={field} label={label} optional error={issueAt(field)}>
            <NumberInput
              value={measure[field] ?? null}
              fractionDigits={4}
              onValueChange={(value) => onChange({ ...measure, [field]: value ?? undefined }, field)}
            />
          </Field>
        ))}
      </div>
    </div>
  );
}
