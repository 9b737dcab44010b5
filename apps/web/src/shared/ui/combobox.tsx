import { Trans, useLingui } from '@lingui/react/macro';
import { Check, ChevronDown, X } from 'lucide-react';
import * as Popover from 'radix-ui/popover';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { cx } from '../lib/cx.ts';
import { floatingContainer } from '../lib/floating-container.ts';
import { matchesSearch } from '../lib/match-text.ts';
import { useFieldControl } from './field-context.ts';
import { inputStyle } from './input-style.ts';
import { Spinner } from './spinner.tsx';

export interface ComboboxOption {
  value: string;
  /** What is searched and what stands in the field. */
  label: string;
  hint?: ReactNode;
}

interface SharedProps {
  options: readonly ComboboxOption[];
  placeholder?: string;
  disabled?: boolean;
  /** Given, the server searches: `options` are its answer to what was typed. */
  onSearch?: (search: string) => void;
  loading?: boolean;
}

export interface ComboboxProps extends SharedProps {
  value: string | null;
  onValueChange: (value: string | null) => void;
}

export interface MultiComboboxProps extends SharedProps {
  value: readonly string[];
  onValueChange: (value: string[]) => void;
}

/** One of many, found by typing. */
export function Combobox({ value, onValueChange, ...rest }: ComboboxProps) {
  return (
    <ComboboxBase
      {...rest}
      selected={value === null ? [] : [value]}
      onPick={(picked) => onValueChange(picked)}
      onRemove={() => onValueChange(null)}
      multiple={false}
    />
  );
}

/** Some of many, found by typing; the chosen ones stand as chips. */
export function MultiCombobox({ value, onValueChange, ...rest }: MultiComboboxProps) {
  return (
    <ComboboxBase
      {...rest}
      selected={value}
      onPick={(picked) => onValueChange([...value, picked])}
      onRemove={(removed) => onValueChange(value.filter((other) => other !== removed))}
      multiple
    />
  );
}

interface BaseProps extends SharedProps {
  selected: readonly string[];
  onPick: (value: string) => void;
  onRemove: (value: string) => void;
  multiple: boolean;
}

function ComboboxBase(props: BaseProps) {
  const { options, selected, onPick, onRemove, multiple, onSearch, loading, placeholder, disabled } = props;
  const { t } = useLingui();
  const { control, labelId } = useFieldControl();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState<string>();
  const [active, setActive] = useState(0);
  // An option that a server's search no longer returns keeps its label.
  const known = useRef(new Map<string, ComboboxOption>());
  for (const option of options) known.current.set(option.value, option);

  const labelOf = (value: string) => known.current.get(value)?.label ?? value;
  const single = multiple ? undefined : selected[0];
  const shown =
    onSearch || !search ? options : options.filter((option) => matchesSearch(option.label, search));

  const changeSearch = (text: string | undefined) => {
    setSearch(text);
    setActive(0);
    onSearch?.(text ?? '');
  };

  const close = () => {
    setOpen(false);
    if (search !== undefined) changeSearch(undefined);
  };

  const choose = (option: ComboboxOption) => {
    if (selected.includes(option.value)) {
      if (multiple) onRemove(option.value);
    } else onPick(option.value);
    if (multiple) changeSearch(undefined);
    else close();
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const option = shown[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (open && shown.length > 0) setActive((active + step + shown.length) % shown.length);
      setOpen(true);
    } else if (event.key === 'Enter' && open && option) choose(option);
    else if (event.key === 'Escape' && open) close();
    else if (event.key === 'Backspace' && multiple && !search && selected.length > 0)
      onRemove(selected.at(-1) ?? '');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <Popover.Root open={open} onOpenChange={(next) => (next ? setOpen(true) : close())}>
      <Popover.Anchor asChild>
        <div
          className={cx(
            inputStyle,
            'flex flex-wrap items-center gap-1.5 pe-9 relative has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:border-focus has-aria-invalid:border-danger',
            multiple && selected.length > 0 && 'py-1 ps-1.5',
          )}
        >
          {multiple &&
            selected.map((value) => (
              <span
                key={value}
                className="inline-flex max-w-full items-center rounded-sm bg-accent-soft ps-2 text-sm font-medium text-accent-ink"
              >
                <span dir="auto" className="truncate">
                  {labelOf(value)}
                </span>
                <button
                  type="button"
                  aria-label={t`Remove ${labelOf(value)}`}
                  disabled={disabled}
                  onClick={() => onRemove(value)}
                  className="grid size-7 shrink-0 place-items-center rounded-sm hover:text-ink touch:size-8"
                >
                  <X aria-hidden="true" className="size-3.5" />
                </button>
              </span>
            ))}
          <input
            {...control}
            ref={input}
            type="text"
            role="combobox"
            aria-expanded={open}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={open && shown[active] ? `${listId}-${active}` : undefined}
            autoComplete="off"
            dir="auto"
            disabled={disabled}
            placeholder={multiple && selected.length > 0 ? undefined : placeholder}
            value={search ?? (single ? labelOf(single) : '')}
            onChange={(event) => {
              changeSearch(event.target.value);
              setOpen(true);
            }}
            onFocus={(event) => event.target.select()}
            onClick={() => setOpen(true)}
            onKeyDown={onKeyDown}
            className="min-h-7 min-w-8 flex-1 bg-transparent outline-none"
          />
          <span className="pointer-events-none absolute inset-e-2.5 text-muted">
            {loading ? <Spinner /> : <ChevronDown aria-hidden="true" className="size-4" />}
          </span>
        </div>
      </Popover.Anchor>
      <Popover.Portal container={floatingContainer(input.current)}>
        <Popover.Content
          // The list inside is what is announced, not a dialog around it.
          role="none"
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => {
            if (event.target instanceof Node && input.current?.parentElement?.contains(event.target)) {
              event.preventDefault();
            }
          }}
          className="z-50 w-(--radix-popover-trigger-width) min-w-48 animate-rise-in overflow-hidden rounded-lg border border-hairline bg-raised shadow-float"
        >
          <div
            id={listId}
            role="listbox"
            aria-labelledby={labelId}
            aria-multiselectable={multiple || undefined}
            tabIndex={-1}
            className="max-h-[min(20rem,var(--radix-popover-content-available-height))] overflow-y-auto p-1"
          >
            {shown.map((option, index) => (
              <div
                key={option.value}
                id={`${listId}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={selected.includes(option.value)}
                ref={
                  index === active ? (element) => element?.scrollIntoView?.({ block: 'nearest' }) : undefined
                }
                onPointerMove={() => setActive(index)}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(option)}
                onKeyDown={onKeyDown}
                className={cx(
                  'flex min-h-9 cursor-default items-center gap-2 rounded-sm px-2.5 py-1.5 text-body touch:min-h-11',
                  index === active && 'bg-hover',
                )}
              >
                <span className="min-w-0 flex-1">
                  <span dir="auto" className="block">
                    {option.label}
                  </span>
                  {option.hint && <span className="block text-sm text-muted">{option.hint}</span>}
                </span>
                {selected.includes(option.value) && (
                  <Check aria-hidden="true" className="size-4 shrink-0 text-accent-ink" />
                )}
              </div>
            ))}
          </div>
          {shown.length === 0 && (
            <p role="status" className="px-3.5 pb-3 pt-2 text-body text-muted">
              {loading ? <Trans>Searching…</Trans> : <Trans>Nothing matches</Trans>}
            </p>
          )}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
