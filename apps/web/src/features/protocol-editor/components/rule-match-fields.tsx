import type { Coding, Contraindication } from '@healthprotocol/contracts/protocol-content';
import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import { pregnancyNames } from '../../../shared/lib/protocol-words.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { Checkbox } from '../../../shared/ui/checkbox.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { WordsInput } from './about-form.tsx';

interface RuleMatchFieldsProps {
  rule: Contraindication;
  change: (change: Partial<Contraindication>, field: string) => void;
  issueAt: (field: string) => string | undefined;
}

/** With what in the record a rule is matched. */
export function RuleMatchFields({ rule, change, issueAt }: RuleMatchFieldsProps) {
  const { i18n } = useLingui();
  if (rule.kind === 'age') {
    return (
      <div className="flex flex-wrap gap-4">
        <Field label={<Trans>From age</Trans>} optional error={issueAt('fromYears')} className="w-36">
          <NumberInput
            value={rule.fromYears ?? null}
            onValueChange={(years) => change({ fromYears: years ?? undefined }, 'fromYears')}
          />
        </Field>
        <Field label={<Trans>To age</Trans>} optional error={issueAt('toYears')} className="w-36">
          <NumberInput
            value={rule.toYears ?? null}
            onValueChange={(years) => change({ toYears: years ?? undefined }, 'toYears')}
          />
        </Field>
      </div>
    );
  }
  if (rule.kind === 'pregnancy') {
    const all = ['pregnant', 'breastfeeding', 'trying'] as const;
    return (
      <fieldset>
        <legend className="text-sm font-medium">
          <Trans>Matches who is</Trans>
        </legend>
        {all.map((status) => (
          <Checkbox
            key={status}
            className="w-full"
            label={i18n._(pregnancyNames[status])}
            checked={rule.statuses.includes(status)}
            onChange={(event) =>
              change(
                {
                  statuses: all.filter((other) =>
                    other === status ? event.target.checked : rule.statuses.includes(other),
                  ),
                },
                'statuses',
              )
            }
          />
        ))}
        <p aria-live="polite" className="text-sm text-danger-ink">
          {issueAt('statuses')}
        </p>
      </fieldset>
    );
  }
  return (
    <>
      <Field label={<Trans>Name</Trans>} error={issueAt('label')}>
        <TextInput value={rule.label} onChange={(event) => change({ label: event.target.value }, 'label')} />
      </Field>
      <Field
        label={<Trans>Other words for it</Trans>}
        hint={<Trans>Parted by commas; case and accents do not matter.</Trans>}
        optional
        error={issueAt('terms')}
      >
        <WordsInput value={rule.terms} onValueChange={(terms) => change({ terms }, 'terms')} />
      </Field>
      <Codes codes={rule.codes} onChange={(codes) => change({ codes }, 'codes')} issueAt={issueAt} />
    </>
  );
}

interface CodesProps {
  codes: Coding[];
  onChange: (codes: Coding[]) => void;
  issueAt: (field: string) => string | undefined;
}

function Codes({ codes, onChange, issueAt }: CodesProps) {
  const { t } = useLingui();
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">
        <Trans>Codes</Trans>
      </legend>
      <div className="flex flex-col gap-2">
        {codes.map((coding, at) => (
          <div key={String(at)} className="flex items-start gap-2">
            <Field label={<Trans>System</Trans>} hideLabel className="w-36">
              <Select
                value={coding.system}
                onChange={(event) =>
                  onChange(codes.with(at, { ...coding, system: event.target.value as Coding['system'] }))
                }
              >
                <option value="icd10">ICD-10</option>
                <option value="snomed">SNOMED CT</option>
                <option value="rxnorm">RxNorm</option>
                <option value="atc">ATC</option>
              </Select>
            </Field>
            <Field
              label={<Trans>Code</Trans>}
              hideLabel
              error={issueAt(`codes.${at}.code`)}
              className="max-w-40 flex-1"
            >
              <TextInput
                dir="ltr"
                value={coding.code}
                onChange={(event) => onChange(codes.with(at, { ...coding, code: event.target.value }))}
              />
            </Field>
            <IconButton
              label={t`Remove the code ${coding.code}`}
              icon={<X aria-hidden="true" className="size-5" />}
              onClick={() => onChange(codes.toSpliced(at, 1))}
            />
          </div>
        ))}
        <div>
          <Button
            size="sm"
            variant="quiet"
            icon={<Plus aria-hidden="true" className="size-4" />}
            onClick={() => onChange([...codes, { system: 'icd10', code: '' }])}
          >
            <Trans>Add a code</Trans>
          </Button>
        </div>
      </div>
    </fieldset>
  );
}
