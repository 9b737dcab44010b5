import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderUi } from '../test/render-ui.tsx';
import { Field } from './field.tsx';
import { TextInput } from './text-input.tsx';

it('ties the label, the hint and the error to its input', () => {
  renderUi(
    <Field label="Weight" hint="In the morning." error="Enter a weight." unit="kg">
      <TextInput />
    </Field>,
  );
  const input = screen.getByRole('textbox', { name: 'Weight' });
  const described = (input.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent);
  expect(described).toEqual(['Enter a weight.', 'In the morning.']);
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('kg')).toBeTruthy();
});

it('marks what is optional instead of what is required', () => {
  renderUi(
    <Field label="Note" optional>
      <TextInput />
    </Field>,
  );
  expect(screen.getByLabelText(/Note\s*optional/).getAttribute('aria-required')).toBeNull();
});
