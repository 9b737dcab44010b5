import { screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderUi } from '../../test/render-ui.tsx';
import { DataTable, type DataTableProps } from './data-table.tsx';
import type { DataTableColumn } from './data-table-column.ts';

interface Person {
  id: string;
  name: string;
  score: number | null;
}

const columns: DataTableColumn<Person>[] = [
  { id: 'name', header: 'Name', value: (row) => row.name, sortable: true },
  { id: 'score', header: 'Score', value: (row) => row.score, sortable: true, align: 'end' },
  { id: 'id', header: 'Number', value: (row) => row.id, hidden: true },
];

const people: Person[] = [
  { id: '1', name: 'Ana', score: 40 },
  { id: '2', name: 'Zoë', score: null },
  { id: '3', name: 'Leo', score: 9 },
];

function draw(props: Partial<DataTableProps<Person>> = {}) {
  return renderUi(
    <DataTable
      label="People"
      columns={columns}
      rows={people}
      rowId={(row) => row.id}
      rowLabel={(row) => row.name}
      empty={<p>Nobody yet</p>}
      {...props}
    />,
  );
}

// jsdom lays nothing out; a row without a height would make the table draw ever more of them.
vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(52);

const bodyRows = () =>
  screen
    .getAllByRole('row')
    .filter((row) => row.hasAttribute('data-index'))
    .map((row) => row.querySelector('td:not(:has(input))')?.textContent);

it('sorts both ways, with what has no value at the end', async () => {
  const { user } = draw();
  const button = screen.getByRole('button', { name: 'Score' });
  await user.click(button);
  expect(bodyRows()).toEqual(['Leo', 'Ana', 'Zoë']);
  expect(button.closest('th')?.getAttribute('aria-sort')).toBe('ascending');
  await user.click(button);
  expect(bodyRows()).toEqual(['Ana', 'Leo', 'Zoë']);
});

it('leaves the order to the server where the server sorts', async () => {
  const onChange = vi.fn();
  const { user } = draw({ serverSort: { value: undefined, onChange } });
  await user.click(screen.getByRole('button', { name: 'Name' }));
  expect(onChange).toHaveBeenCalledWith({ columnId: 'name', descending: false });
  expect(bodyRows()).toEqual(['Ana', 'Zoë', 'Leo']);
});

it('searches without accents and says when nothing matches', async () => {
  const { user } = draw();
  const box = screen.getByRole('searchbox', { name: 'Search' });
  await user.type(box, 'zoe');
  expect(bodyRows()).toEqual(['Zoë']);
  await user.type(box, 'x');
  expect(screen.getByText(/Nothing matches/)).toBeTruthy();
});

it('says what to do when there is nothing', () => {
  draw({ rows: [] });
  expect(screen.getByText('Nobody yet')).toBeTruthy();
});

it('selects rows and offers what can be done with them', async () => {
  const assign = vi.fn();
  const { user } = draw({
    selectionActions: (ids, clear) => (
      <button
        type="button"
        onClick={() => {
          assign(ids);
          clear();
        }}
      >
        Assign
      </button>
    ),
  });
  await user.click(screen.getByRole('checkbox', { name: 'Select Leo' }));
  expect(screen.getByText('1 selected')).toBeTruthy();
  await user.click(screen.getByRole('checkbox', { name: 'Select all rows' }));
  await user.click(screen.getByRole('button', { name: 'Assign' }));
  expect(assign).toHaveBeenCalledWith(['1', '2', '3']);
  expect(screen.queryByText(/selected/)).toBeNull();
});

it('is walked by keyboard, and opens a row with Enter', async () => {
  const onOpen = vi.fn();
  const { user } = draw({ onOpen });
  within(screen.getByRole('table')).getAllByRole('row')[1]?.focus();
  await user.keyboard('{ArrowDown}{End}{Enter}');
  expect(document.activeElement?.textContent).toContain('Leo');
  expect(onOpen).toHaveBeenCalledWith(people[2]);
  await user.keyboard('{Home}');
  expect(document.activeElement?.textContent).toContain('Ana');
});

it('shows and hides columns', async () => {
  const { user } = draw();
  expect(screen.queryByRole('columnheader', { name: 'Number' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Columns' }));
  await user.click(await screen.findByRole('menuitemcheckbox', { name: 'Number' }));
  expect(screen.getByRole('columnheader', { name: 'Number' })).toBeTruthy();
});

it('draws at most 60 of 10,000 rows', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => ({
    id: `${index}`,
    name: `Person ${index}`,
    score: index,
  }));
  draw({ rows });
  expect(bodyRows().length).toBeGreaterThan(0);
  expect(document.querySelectorAll('tbody tr').length).toBeLessThanOrEqual(60);
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('10001');
});

it('asks for more when the end comes near', () => {
  const onLoadMore = vi.fn();
  draw({ paging: { hasMore: true, loading: false, onLoadMore } });
  expect(onLoadMore).toHaveBeenCalledOnce();
  expect(screen.getByRole('button', { name: 'Load more' })).toBeTruthy();
});
