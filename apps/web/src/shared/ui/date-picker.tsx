import { useLingui } from '@lingui/react/macro';
import { CalendarDays } from 'lucide-react';
import * as Popover from 'radix-ui/popover';
import { useState } from 'react';
import { datePartOrder, formatTypedDate, parseTypedDate } from '../lib/typed-date.ts';
import { Calendar } from './calendar.tsx';
import { IconButton } from './icon-button.tsx';
import { TextInput } from './text-input.tsx';

export interface DatePickerProps {
  /** Calendar date, `2026-11-23`. */
  value: string | null;
  /** Null while the text is empty or no date. */
  onValueChange: (value: string | null) => void;
  locale: string;
  today: string;
  min?: string;
  max?: string;
  disabled?: boolean;
  onBlur?: () => void;
}

/** A date that can be typed in the reader's own order or picked from a calendar. */
export function DatePicker({
  value,
  onValueChange,
  locale,
  today,
  min,
  max,
  disabled,
  onBlur,
}: DatePickerProps) {
  const { t } = useLingui();
  const [text, setText] = useState<string>();
  const [open, setOpen] = useState(false);
  const names = { day: t`DD`, month: t`MM`, year: t`YYYY` };
  const order = datePartOrder(locale);
  const separator = formatTypedDate(today, locale).replace(/\d/g, '')[0] ?? '/';
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Anchor asChild>
        <div className="relative flex items-center">
          <TextInput
            dir="ltr"
            inputMode="text"
            autoComplete="off"
            disabled={disabled}
            placeholder={order.map((part) => names[part]).join(separator)}
            className="pe-11 tabular-nums"
            value={text ?? (value ? formatTypedDate(value, locale) : '')}
            onChange={(event) => {
              setText(event.target.value);
              onValueChange(parseTypedDate(event.target.value, locale));
            }}
            onBlur={() => {
              if (value !== null || !text?.trim()) setText(undefined);
              onBlur?.();
            }}
          />
          <div className="absolute inset-e-1 touch:inset-e-0">
            <Popover.Trigger asChild>
              <IconButton
                label={t`Open calendar`}
                size="sm"
                disabled={disabled}
                icon={<CalendarDays aria-hidden="true" className="size-4.5" />}
              />
            </Popover.Trigger>
          </div>
        </div>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={t`Calendar`}
          className="z-50 animate-rise-in rounded-lg border border-hairline bg-raised p-3 shadow-float outline-none"
        >
          <Calendar
            value={value}
            locale={locale}
            today={today}
            min={min}
            max={max}
            onPick={(date) => {
              setText(undefined);
              onValueChange(date);
              setOpen(false);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
