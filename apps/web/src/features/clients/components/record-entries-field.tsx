import type { RecordEntry } from '@healthprotocol/contracts/clients';
import type { Coding } from '@healthprotocol/contracts/protocol-content';
import { Trans, useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { Button } from '../../../shared/ui/button.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { codeSystems } from '../code-systems.ts';

interface RecordEntriesFieldProps {
  label: ReactNode;
  /** Names one entry, for the field in which the next is typed. */
  entryLabel: string;
  entries: readonly RecordEntry[];
  onChange: (entries: RecordEntry[]) => void;
  /** The system that codes of this list usually come from. */
  usualSystem: Coding['system'];
  error?: ReactNode;
}

/** A list of conditions, medications or allergies, each with its code where it is known. */
export function RecordEntriesField(props: RecordEntriesFieldProps) {
  const { label, entryLabel, entries, onChange, usualSystem, error } = props;
  const { t } = useLingui();
  const id = useId();
  const [text, setText] = useState('');
  const [system, setSystem] = useState(usualSystem);
  const [code, setCode] = useState('');

  const add = () => {
    const typed = text.trim();
    if (typed === '') return;
    onChange([
      ...entries,
      { label: typed, ...(code.trim() !== '' && { code: { system, code: code.trim() } }) },
    ]);
    setText('');
    setCode('');
  };
  const addOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    // Enter adds the entry; it must not send the form around it.
    event.preventDefault();
    add();
  };

  return (
    <fieldset
      aria-labelledby={`${id}-label`}
      className="min-w-0"
      onBlur={(event) => {
        // What was typed and not added would be lost with the next click elsewhere.
        if (!event.currentTarget.contains(event.relatedTarget)) add();
      }}
    >
      <p id={`${id}-label`} className="text-sm font-medium">
        {label}
      </p>
      {entries.length === 0 ? (
        <p className="mt-1 text-sm text-muted">
          <Trans>Nothing recorded</Trans>
        </p>
      ) : (
        <ul className="mt-1.5 divide-y divide-hairline rounded-md border border-hairline">
          {entries.map((entry, index) => (
            <li
              key={`${entry.label}-${entry.code?.code ?? ''}`}
              className="flex items-center gap-2 ps-3 pe-1 py-1"
            >
              <span dir="auto" className="min-w-0 flex-1 text-body [overflow-wrap:anywhere]">
                {entry.label}
              </span>
              {entry.code && (
                <span className="text-sm text-muted">
                  {codeSystems[entry.code.system]} {entry.code.code}
                </span>
              )}
              <IconButton
                label={t`Remove ${entry.label}`}
                size="sm"
                icon={<X aria-hidden="true" className="size-4" />}
                onClick={() => onChange(entries.filter((_, other) => other !== index))}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="mt-2 flex flex-wrap items-start gap-2">
        <Field label={entryLabel} hideLabel error={error} className="min-w-44 flex-[2]">
          <TextInput
            value={text}
            maxLength={120}
            placeholder={entryLabel}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={addOnEnter}
          />
        </Field>
        {text.trim() !== '' && (
          <>
            <Field label={t`System of the code`} hideLabel className="w-32">
              <Select value={system} onChange={(event) => setSystem(event.target.value as Coding['system'])}>
                {Object.entries(codeSystems).map(([value, name]) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={t`Code, optional`} hideLabel className="w-32">
              <TextInput
                value={code}
                maxLength={20}
                dir="ltr"
                placeholder={t`Code, optional`}
                onChange={(event) => setCode(event.target.value.replace(/[^A-Za-z0-9.-]/g, ''))}
                onKeyDown={addOnEnter}
              />
            </Field>
          </>
        )}
        <Button icon={<Plus aria-hidden="true" className="size-4" />} onClick={add}>
          <Trans>Add</Trans>
        </Button>
      </div>
    </fieldset>
  );
}
