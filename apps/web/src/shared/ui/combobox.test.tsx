import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { renderUi } from '../test/render-ui.tsx';
import { Combobox, MultiCombobox } from './combobox.tsx';
import { Field } from './field.tsx';

const options = [
  { value: 'a', label: 'Ana García' },
  { value: 'b', label: 'Leo Brandt' },
  { value: 'c', label: 'Siobhán Byrne' },
];

function Single({ onValueChange }: { onValueChange: (value: string | null) => void }) {
  const [value, setValue] = useState<string | null>(null);
  return (
    <Field label="Client">
      <Combobox
        options={options}
        value={value}
        onValueChange={(next) => {
          setValue(next);
          onValueChange(next);
        }}
      />
    </Field>
  );
}

function Multi() {
  const [value, setValue] = useState<string[]>(['b']);
  return (
    <Field label="Clients">
      <MultiCombobox options={options} value={value} onValueChange={setValue} />
    </Field>
  );
}

it('finds by typing and picks by keyboard', async () => {
  const onValueChange = vi.fn();
  const { user } = renderUi(<Single onValueChange={onValueChange} />);
  const input = screen.getByRole('combobox', { name: 'Client' });
  await user.type(input, 'garc');
  expect((await screen.findAllByRole('option')).map((option) => option.textContent)).toEqual(['Ana García']);
  await user.keyboard('{Enter}');
  expect(onValueChange).toHaveBeenCalledWith('a');
  expect(input).toHaveProperty('value', 'Ana García');
  expect(screen.queryByRole('listbox')).toBeNull();
});

it('leaves the choice as it was when escaped', async () => {
  const onValueChange = vi.fn();
  const { user } = renderUi(<Single onValueChange={onValueChange} />);
  await user.type(screen.getByRole('combobox'), 'leo{Escape}');
  expect(onValueChange).not.toHaveBeenCalled();
  expect(screen.getByRole('combobox')).toHaveProperty('value', '');
});

it('says that nothing matches', async () => {
  const { user } = renderUi(<Single onValueChange={() => {}} />);
  await user.type(screen.getByRole('combobox'), 'zzz');
  expect((await screen.findByRole('status')).textContent).toBe('Nothing matches');
});

it('collects several and takes them away again', async () => {
  const { user } = renderUi(<Multi />);
  const input = screen.getByRole('combobox', { name: 'Clients' });
  await user.click(input);
  await user.click(await screen.findByRole('option', { name: 'Siobhán Byrne' }));
  expect(screen.getByRole('button', { name: 'Remove Siobhán Byrne' })).toBeTruthy();
  await user.type(input, '{Backspace}{Backspace}');
  expect(screen.queryByRole('button', { name: /Remove/ })).toBeNull();
});

it('asks the server where the server searches', async () => {
  const onSearch = vi.fn();
  const { user } = renderUi(
    <Field label="Client">
      <Combobox options={options} value="b" onValueChange={() => {}} onSearch={onSearch} />
    </Field>,
  );
  await user.type(screen.getByRole('combobox'), 'an');
  expect(onSearch).toHaveBeenCalledWith('an');
  expect(await screen.findAllByRole('option')).toHaveLength(3);
});
