import type { RecordEntry } from '@healthprotocol/contracts/clients';
import { screen, within } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { renderUi } from '../../../shared/test/render-ui.tsx';
import { RecordEntriesField } from './record-entries-field.tsx';

const onSubmit = vi.fn();
let latest: RecordEntry[] = [];

function Example({ start = [] }: { start?: RecordEntry[] }) {
  const [entries, setEntries] = useState(start);
  latest = entries;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <RecordEntriesField
        label="Allergies"
        entryLabel="An allergy"
        entries={entries}
        onChange={setEntries}
        usualSystem="snomed"
      />
      <button type="submit">Save</button>
    </form>
  );
}

test('Enter adds an entry with its code and does not send the form', async () => {
  const { user } = renderUi(<Example />);
  await user.type(screen.getByLabelText('An allergy'), 'Penicillin');
  await user.type(screen.getByLabelText('Code, optional'), '91936005{Enter}');
  expect(latest).toEqual([{ label: 'Penicillin', code: { system: 'snomed', code: '91936005' } }]);
  expect(onSubmit).not.toHaveBeenCalled();
  expect(screen.getByLabelText<HTMLInputElement>('An allergy').value).toBe('');
});

test('what was typed and not added is not lost by saving', async () => {
  const { user } = renderUi(<Example />);
  await user.type(screen.getByLabelText('An allergy'), 'Latex');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(latest).toEqual([{ label: 'Latex' }]);
});

test('an entry is removed by its own button', async () => {
  const { user } = renderUi(<Example start={[{ label: 'Latex' }, { label: 'Nuts' }]} />);
  await user.click(screen.getByRole('button', { name: 'Remove Latex' }));
  expect(within(screen.getByRole('list')).getByText('Nuts')).toBeTruthy();
  expect(latest).toEqual([{ label: 'Nuts' }]);
});
