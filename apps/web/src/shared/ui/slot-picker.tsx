import type { OccurrenceSlot } from '@healthprotocol/contracts/schedule';
import { Trans, useLingui } from '@lingui/react/macro';
import { Check, Plus, X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { cx } from '../lib/cx.ts';
import { slotWords } from '../lib/schedule-words.ts';
import { Button } from './button.tsx';
import { inputStyle } from './input-style.ts';

const namedSlots = ['morning', 'noon', 'evening', 'bedtime'];
/** A day has at most so many slots (contract of a schedule). */
const mostSlots = 12;
/** Where the named slots stand among the exact times. */
const standsFor: Record<string, string> = {
  morning: '08:00',
  noon: '12:00',
  evening: '18:00',
  bedtime: '22:00',
};

/** In the order of the day. */
export function sortSlots(slots: readonly OccurrenceSlot[]): OccurrenceSlot[] {
  const time = (slot: string) => standsFor[slot] ?? slot;
  return slots.toSorted((a, b) => time(a).localeCompare(time(b)));
}

export interface SlotPickerProps {
  label: ReactNode;
  value: readonly OccurrenceSlot[];
  onValueChange: (slots: OccurrenceSlot[]) => void;
  locale: string;
  error?: ReactNode;
}

/** The times of a day: its named parts, exact times, or both. */
export function SlotPicker({ label, value, onValueChange, locale, error }: SlotPickerProps) {
  const { t } = useLingui();
  const id = useId();
  const [time, setTime] = useState('');
  const times = value.filter((slot) => !namedSlots.includes(slot));
  const isFull = value.length >= mostSlots;
  const toggle = (slot: string) =>
    onValueChange(
      value.includes(slot) ? value.filter((other) => other !== slot) : sortSlots([...value, slot]),
    );
  const add = () => {
    if (!time || isFull) return;
    if (!value.includes(time)) onValueChange(sortSlots([...value, time]));
    setTime('');
  };
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap items-center gap-1.5">
        {namedSlots.map((slot) => {
          const isOn = value.includes(slot);
          return (
            <button
              key={slot}
              type="button"
              aria-pressed={isOn}
              disabled={!isOn && isFull}
              onClick={() => toggle(slot)}
              className={cx(
                'inline-flex min-h-9 items-center gap-1.5 rounded-full border px-3 text-body transition-colors duration-100 touch:min-h-11 disabled:opacity-50',
                isOn
                  ? 'border-accent bg-accent-soft font-medium text-accent-ink'
                  : 'border-outline/60 hover:not-disabled:bg-hover',
              )}
            >
              {isOn && <Check aria-hidden="true" className="size-4" />}
              <span className="first-letter:uppercase">{slotWords(slot, locale)}</span>
            </button>
          );
        })}
        {times.map((slot) => (
          <span
            key={slot}
            className="inline-flex items-center rounded-full border border-accent bg-accent-soft ps-3 font-medium text-accent-ink tabular-nums"
          >
            {slotWords(slot, locale)}
            <button
              type="button"
              aria-label={t`Remove ${slotWords(slot, locale)}`}
              onClick={() => toggle(slot)}
              className="grid size-9 place-items-center rounded-full touch:size-11"
            >
              <X aria-hidden="true" className="size-4" />
            </button>
          </span>
        ))}
      </div>
      <div className="mt-2 flex items-center gap-2">
        <input
          type="time"
          aria-label={t`Exact time`}
          value={time}
          disabled={isFull}
          onChange={(event) => setTime(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
          className={cx(inputStyle, 'max-w-32')}
        />
        <Button
          disabled={!time || isFull}
          icon={<Plus aria-hidden="true" className="size-4" />}
          onClick={add}
        >
          <Trans>Add this time</Trans>
        </Button>
      </div>
      <div aria-live="polite">
        {isFull && (
          <p className="mt-1 text-sm text-muted">
            <Trans>That is the most a day can have: {mostSlots}.</Trans>
          </p>
        )}
        {error && (
          <p id={`${id}-error`} className="mt-1 text-sm text-danger-ink">
            {error}
          </p>
        )}
      </div>
    </fieldset>
  );
}
