import type { AdherenceReport } from '@healthprotocol/contracts/adherence';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderUi } from '../../../shared/test/render-ui.tsx';
import { AdherencePeriods } from './adherence-periods.tsx';

const report: AdherenceReport = {
  today: '2026-11-23',
  days7: { kind: 'percentage', percent: 79, done: 5.5, due: 7 },
  days30: { kind: 'no_data', due: 12 },
  days90: { kind: 'nothing_due' },
  all: { kind: 'percentage', percent: 0, done: 0, due: 40 },
  streakDays: 1,
  days: [],
  assignments: [],
};

it('keeps the three answers apart, and says how the percentage is counted', () => {
  renderUi(<AdherencePeriods report={report} />);
  expect(screen.getByText('79%')).toBeTruthy();
  expect(screen.getByText('5.5 of 7')).toBeTruthy();
  expect(screen.getByText('No answers yet')).toBeTruthy();
  expect(screen.getByText('12 were due')).toBeTruthy();
  expect(screen.getByText('Nothing was due')).toBeTruthy();
  expect(screen.getByText('0%')).toBeTruthy();
  expect(screen.getByText(/divided by what was due so far/)).toBeTruthy();
});
