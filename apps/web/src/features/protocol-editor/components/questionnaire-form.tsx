import type { Activity, Questionnaire } from '@healthprotocol/contracts/protocol-content';
import { Trans, useLingui } from '@lingui/react/macro';
import { Field } from '../../../shared/ui/field.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { commonQuestionnaires } from '../common-measures.ts';
import { usePart } from '../editor-context.ts';
import { PartSection } from './part-section.tsx';

const own: Questionnaire = { name: '', minScore: 0, maxScore: 10 };

/** A scored instrument; the client enters its total. */
export function QuestionnaireForm({ activity, index }: { activity: Activity; index: number }) {
  const { t } = useLingui();
  const { change, issueAt } = usePart('activities', index);
  const { questionnaire } = activity;
  const set = (part: Partial<Questionnaire>, field: string) =>
    change({ questionnaire: { ...own, ...questionnaire, ...part } }, `questionnaire.${field}`);
  return (
    <PartSection title={<Trans>Questionnaire</Trans>}>
      <Field
        label={<Trans>Instrument</Trans>}
        error={questionnaire ? undefined : issueAt('questionnaire')}
        className="max-w-96"
      >
        <Select
          value={
            questionnaire ? commonQuestionnaires.findIndex(({ name }) => name === questionnaire.name) : ''
          }
          onChange={(event) =>
            change(
              { questionnaire: commonQuestionnaires[Number(event.target.value)] ?? own },
              'questionnaire',
            )
          }
        >
          <option value="" disabled>
            {t`Choose…`}
          </option>
          {commonQuestionnaires.map(({ name }, at) => (
            <option key={name} value={at}>
              {name}
            </option>
          ))}
          <option value={-1}>{t`Another one`}</option>
        </Select>
      </Field>
      {questionnaire && (
        <div className="flex flex-wrap gap-4">
          <Field
            label={<Trans>Name</Trans>}
            error={issueAt('questionnaire.name')}
            className="min-w-60 flex-1"
          >
            <TextInput
              value={questionnaire.name}
              onChange={(event) => set({ name: event.target.value }, 'name')}
            />
          </Field>
          <Field
            label={<Trans>LOINC code</Trans>}
            optional
            error={issueAt('questionnaire.loinc')}
            className="w-36"
          >
            <TextInput
              dir="ltr"
              value={questionnaire.loinc ?? ''}
              onChange={(event) => set({ loinc: event.target.value || undefined }, 'loinc')}
            />
          </Field>
          <Field label={<Trans>Lowest score</Trans>} className="w-28">
            <NumberInput
              value={questionnaire.minScore}
              onValueChange={(minScore) => minScore !== null && set({ minScore }, 'minScore')}
            />
          </Field>
          <Field label={<Trans>Highest score</Trans>} className="w-28">
            <NumberInput
              value={questionnaire.maxScore}
              onValueChange={(maxScore) => maxScore !== null && set({ maxScore }, 'maxScore')}
            />
          </Field>
          <Field
            label={<Trans>Where it is published</Trans>}
            optional
            error={issueAt('questionnaire.source')}
            className="min-w-60 flex-1"
          >
            <TextInput
              type="url"
              dir="ltr"
              value={questionnaire.source ?? ''}
              onChange={(event) => set({ source: event.target.value || undefined }, 'source')}
            />
          </Field>
        </div>
      )}
    </PartSection>
  );
}
