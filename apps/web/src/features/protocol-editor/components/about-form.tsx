import type { ProtocolCategory, ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { categoryNames } from '../../../shared/lib/protocol-words.ts';
import { Field } from '../../../shared/ui/field.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { useEditing } from '../editor-context.ts';
import { FormTitle } from './form-title.tsx';

/** What the protocol is, and how many days it runs. */
export function AboutForm() {
  const { t, i18n } = useLingui();
  const { content, edit, issueAt } = useEditing();
  const change = (part: Partial<ProtocolContent>, field: string) => edit({ ...content, ...part }, field);
  return (
    <div className="flex flex-col gap-5">
      <FormTitle>
        <Trans>About</Trans>
      </FormTitle>
      <Field label={<Trans>Title</Trans>} error={issueAt('title')}>
        <TextInput
          value={content.title}
          onChange={(event) => change({ title: event.target.value }, 'title')}
        />
      </Field>
      <Field
        label={<Trans>Description</Trans>}
        hint={<Trans>A few sentences, for you and for the client.</Trans>}
        error={issueAt('description')}
        optional
      >
        <TextArea
          value={content.description}
          onChange={(event) => change({ description: event.target.value }, 'description')}
        />
      </Field>
      <div className="flex flex-wrap gap-5">
        <Field label={<Trans>Length</Trans>} unit={t`days`} error={issueAt('durationDays')} className="w-36">
          <NumberInput
            value={content.durationDays}
            onValueChange={(days) => days !== null && change({ durationDays: days }, 'durationDays')}
          />
        </Field>
        <Field label={<Trans>Category</Trans>} error={issueAt('category')} className="min-w-48 flex-1">
          <Select
            value={content.category}
            onChange={(event) => change({ category: event.target.value as ProtocolCategory }, 'category')}
          >
            {Object.entries(categoryNames).map(([value, name]) => (
              <option key={value} value={value}>
                {i18n._(name)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Field
        label={<Trans>Tags</Trans>}
        hint={<Trans>Words to find it by, parted by commas.</Trans>}
        error={issueAt('tags')}
        optional
      >
        <WordsInput value={content.tags} onValueChange={(tags) => change({ tags }, 'tags')} />
      </Field>
    </div>
  );
}

/** Several short texts in one field, parted by commas. */
export function WordsInput({
  value,
  onValueChange,
}: {
  value: readonly string[];
  onValueChange: (words: string[]) => void;
}) {
  const [text, setText] = useState<string>();
  return (
    <TextInput
      value={text ?? value.join(', ')}
      onChange={(event) => {
        setText(event.target.value);
        const words = event.target.value.split(',').map((word) => word.trim());
        onValueChange([...new Set(words.filter(Boolean))]);
      }}
      onBlur={() => setText(undefined)}
    />
  );
}
