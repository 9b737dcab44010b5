import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { formatDate } from '../lib/format.ts';
import { renderUi } from '../test/render-ui.tsx';
import { DatePicker } from './date-picker.tsx';
import { Field } from './field.tsx';

const dayName = (date: string) => formatDate(date, 'long', 'en-GB');

function Sample({ onValueChange }: { onValueChange: (value: string | null) => void }) {
  const [value, setValue] = useState<string | null>('2026-11-23');
  return (
    <Field label="Start date">
      <DatePicker
        value={value}
        onValueChange={(next) => {
          setValue(next);
          onValueChange(next);
        }}
        locale="en-GB"
        today="2026-11-23"
        min="2026-11-20"
      />
    </Field>
  );
}

it('can be typed in the order of the locale; half a date is none', async () => {
  const onValueChange = vi.fn();
  const { user } = renderUi(<Sample onValueChange={onValueChange} />);
  const input = screen.getByRole('textbox', { name: 'Start date' });
  expect(input).toHaveProperty('value', '23/11/2026');
  await user.clear(input);
  await user.type(input, '1/12/2026');
  expect(onValueChange).toHaveBeenLastCalledWith('2026-12-01');
  await user.type(input, '{Backspace}');
  expect(onValueChange).toHaveBeenLastCalledWith(null);
});

it('can be picked by keyboard, across months', async () => {
  const onValueChange = vi.fn();
  const { user } = renderUi(<Sample onValueChange={onValueChange} />);
  await user.click(screen.getByRole('button', { name: 'Open calendar' }));
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe(dayName('2026-11-23')));
  await user.keyboard('{ArrowRight}{ArrowDown}{PageDown}{Enter}');
  expect(onValueChange).toHaveBeenCalledWith('2027-01-01');
});

it('does not leave the allowed range', async () => {
  const { user } = renderUi(<Sample onValueChange={() => {}} />);
  await user.click(screen.getByRole('button', { name: 'Open calendar' }));
  await screen.findByRole('button', { name: dayName('2026-11-23') });
  await waitFor(() => expect(document.activeElement?.textContent).toBe('23'));
  await user.keyboard('{ArrowUp}');
  expect(document.activeElement?.textContent).toBe('20');
  expect(screen.getByRole('button', { name: dayName('2026-11-19') })).toHaveProperty('disabled', true);
});
