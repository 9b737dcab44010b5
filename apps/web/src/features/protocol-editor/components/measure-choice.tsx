import type { Measure } from '@healthprotocol/contracts/protocol-content';
import { useLingui } from '@lingui/react/macro';
import { unitLabel } from '../../../shared/lib/unit-label.ts';
import { Field } from '../../../shared/ui/field.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { commonMeasures } from '../common-measures.ts';

const own: Measure = { loinc: '', display: '', unit: '', precision: 0 };

interface MeasureChoiceProps {
  label: string;
  error: string | undefined;
  onChoose: (measure: Measure) => void;
}

/** A measure that protocols often ask for, or one of one's own. */
export function MeasureChoice({ label, error, onChoose }: MeasureChoiceProps) {
  const { t } = useLingui();
  return (
    <Field label={label} error={error} className="max-w-96">
      <Select value="" onChange={(event) => onChoose(commonMeasures[Number(event.target.value)] ?? own)}>
        <option value="" disabled>
          {t`Choose…`}
        </option>
        {commonMeasures.map(({ loinc, display, unit }, index) => (
          <option key={loinc} value={index}>
            {[display, unitLabel(unit)].filter(Boolean).join(', ')}
          </option>
        ))}
        <option value="own">{t`Another one, with its own code`}</option>
      </Select>
    </Field>
  );
}
