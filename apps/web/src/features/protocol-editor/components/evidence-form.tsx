import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { todayIn } from '../../../shared/lib/clock.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { DatePicker } from '../../../shared/ui/date-picker.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { useEditing, usePart } from '../editor-context.ts';
import { FormTitle } from './form-title.tsx';
import { PartCard } from './part-card.tsx';

/** The published sources that the protocol rests on. */
export function EvidenceForm({ onUndo }: { onUndo: () => void }) {
  const { content, edit } = useEditing();
  const year = Number(todayIn().slice(0, 4));
  return (
    <div className="flex flex-col gap-4">
      <FormTitle>
        <Trans>Evidence</Trans>
      </FormTitle>
      {content.evidence.length === 0 && (
        <p className="text-body text-muted">
          <Trans>Name the guidance or studies this rests on, so that others can compare it with them.</Trans>
        </p>
      )}
      {content.evidence.map((_, index) => (
        <EvidenceCard key={String(index)} index={index} onUndo={onUndo} />
      ))}
      <div>
        <Button
          icon={<Plus aria-hidden="true" className="size-4" />}
          onClick={() =>
            edit(
              { ...content, evidence: [...content.evidence, { citation: '', url: 'https://', year }] },
              null,
            )
          }
        >
          <Trans>Add a source</Trans>
        </Button>
      </div>
    </div>
  );
}

function EvidenceCard({ index, onUndo }: { index: number; onUndo: () => void }) {
  const { t } = useLingui();
  const locale = useLocale();
  const { content } = useEditing();
  const { change, remove, issueAt } = usePart('evidence', index);
  const source = content.evidence[index];
  if (!source) return null;
  return (
    <PartCard title={t`Source ${index + 1}`} onRemove={remove} onUndo={onUndo}>
      <Field label={<Trans>Citation</Trans>} error={issueAt('citation')}>
        <TextArea
          rows={2}
          value={source.citation}
          onChange={(event) => change({ citation: event.target.value.replace(/\n/g, ' ') }, 'citation')}
        />
      </Field>
      <Field label={<Trans>Web address</Trans>} error={issueAt('url')}>
        <TextInput
          type="url"
          dir="ltr"
          value={source.url}
          onChange={(event) => change({ url: event.target.value }, 'url')}
        />
      </Field>
      <div className="flex flex-wrap gap-4">
        <Field label={<Trans>Year</Trans>} error={issueAt('year')} className="w-28">
          <NumberInput
            value={source.year}
            onValueChange={(year) => year !== null && change({ year }, 'year')}
          />
        </Field>
        <Field
          label={<Trans>Compared on</Trans>}
          hint={<Trans>When its content was last compared with this protocol.</Trans>}
          optional
          error={issueAt('checkedOn')}
          className="w-60"
        >
          <DatePicker
            value={source.checkedOn ?? null}
            onValueChange={(date) => change({ checkedOn: date ?? undefined }, 'checkedOn')}
            locale={locale}
            today={todayIn()}
            max={todayIn()}
          />
        </Field>
      </div>
    </PartCard>
  );
}
