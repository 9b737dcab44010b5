import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { addDays } from '../lib/clock.ts';
import { renderUi } from '../test/render-ui.tsx';
import { type AdherenceDay, adherenceStep } from './adherence-cell.ts';
import { AdherenceHeatmap } from './adherence-heatmap.tsx';

const answers: AdherenceDay['adherence'][] = ['nothing_due', 'no_data', 0.5, 1, 0, 1, 1, 0.25, 1, 1];
const days = answers.map((adherence, index) => ({ date: addDays('2026-11-14', index), adherence }));

const draw = () => renderUi(<AdherenceHeatmap days={days} locale="en-GB" formula="Done out of due." />);

it('says each of the three answers in words', () => {
  draw();
  expect(screen.getByRole('button', { name: 'Sat 14 Nov: nothing was due' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Sun 15 Nov: no data' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Mon 16 Nov: 50%' })).toBeTruthy();
});

it('is one tab stop, walked by day and by week', async () => {
  const { user } = draw();
  await user.tab();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Mon 23 Nov: 100%');
  await user.keyboard('{ArrowLeft}');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Mon 16 Nov: 50%');
  await user.keyboard('{ArrowUp}{Home}');
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Sat 14 Nov: nothing was due');
});

it('is there as a table, and names its formula', async () => {
  const { user } = draw();
  await user.click(screen.getByRole('button', { name: 'Show as table' }));
  expect(screen.getAllByRole('row')).toHaveLength(days.length + 1);
  expect(screen.getByText('Done out of due.')).toBeTruthy();
});

it('keeps full adherence apart from nearly full', () => {
  expect([0, 0.24, 0.25, 0.5, 0.75, 0.99, 1].map(adherenceStep)).toEqual([0, 0, 1, 2, 3, 3, 4]);
});
