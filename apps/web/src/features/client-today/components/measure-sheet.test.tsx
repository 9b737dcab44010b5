import type { Measure } from '@healthprotocol/contracts/protocol-content';
import { QueryClientProvider } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ownClientQuery } from '../../../platform/own-client.ts';
import { createQueryClient } from '../../../platform/query-client.ts';
import { renderUi } from '../../../shared/test/render-ui.tsx';
import { MeasureSheet } from './measure-sheet.tsx';

const systolic: Measure = {
  loinc: '8480-6',
  display: 'Systolic',
  unit: 'mm[Hg]',
  precision: 0,
  plausibleLow: 60,
  plausibleHigh: 280,
  targetHigh: 134,
};
const weight: Measure = {
  loinc: '29463-7',
  display: 'Weight',
  unit: 'kg',
  precision: 1,
  plausibleLow: 20,
  plausibleHigh: 400,
};

function setUp(measures: Measure[], units: 'metric' | 'imperial' = 'metric') {
  vi.stubGlobal('fetch', async () => Response.json({ items: [], asNeeded: [], date: '2026-11-23' }));
  const queryClient = createQueryClient();
  queryClient.setQueryData(ownClientQuery.queryKey, { units } as never);
  const onAnswer = vi.fn();
  const activity = {
    assignmentId: 'a1',
    activityId: 'bp',
    kind: 'measurement' as const,
    title: 'Blood pressure',
    instructions: '',
    measures,
  };
  const { user } = renderUi(
    <QueryClientProvider client={queryClient}>
      <MeasureSheet
        subject={{ activity, localDate: '2026-11-23', slot: 'morning', checkIn: null }}
        today="2026-11-23"
        earliestDate="2026-11-22"
        onAnswer={onAnswer}
        onClose={() => {}}
      />
    </QueryClientProvider>,
  );
  return { user, onAnswer };
}

describe('entering what was measured', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('takes digits from the pad into the field that has the focus', async () => {
    const { user, onAnswer } = setUp([systolic]);
    for (const digit of ['1', '2', '8']) await user.click(await screen.findByRole('button', { name: digit }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(onAnswer).toHaveBeenCalledWith({
      status: 'done',
      readings: [{ loinc: '8480-6', value: 128, unit: 'mm[Hg]' }],
    });
  });

  it('asks once more about a value that looks unusual, and says that it was confirmed', async () => {
    const { user, onAnswer } = setUp([systolic]);
    await user.type(await screen.findByLabelText('Systolic'), '12');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByRole('alert').textContent).toContain('This looks unusual. Is it right?');
    expect(onAnswer).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: "Yes, it's right" }));
    expect(onAnswer).toHaveBeenCalledWith(expect.objectContaining({ confirmedImplausible: true }));
  });

  it('goes to the field that is still empty instead of saving half', async () => {
    const { user, onAnswer } = setUp([systolic, weight]);
    await user.type(await screen.findByLabelText('Systolic'), '128');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(onAnswer).not.toHaveBeenCalled();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Weight')));
  });

  it("keeps a value in the unit that it was entered in, and checks it in the measure's own", async () => {
    const { user, onAnswer } = setUp([weight], 'imperial');
    await user.type(await screen.findByLabelText('Weight'), '180.5');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(onAnswer).toHaveBeenCalledWith({
      status: 'done',
      readings: [{ loinc: '29463-7', value: 180.5, unit: '[lb_av]' }],
    });
  });
});
