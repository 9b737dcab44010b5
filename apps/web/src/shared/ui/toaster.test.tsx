import { act, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { renderUi } from '../test/render-ui.tsx';
import { currentToasts, dismissToast, showToast } from './toast-store.ts';
import { Toaster } from './toaster.tsx';

afterEach(() => {
  vi.useRealTimers();
  act(() => {
    for (const { id } of currentToasts()) dismissToast(id);
  });
});

it('undoes once and goes away', async () => {
  const onUndo = vi.fn();
  const { user } = renderUi(<Toaster />);
  act(() => void showToast('Marked as done', { onUndo }));
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(onUndo).toHaveBeenCalledOnce();
  expect(screen.queryByText('Marked as done')).toBeNull();
});

it('stays as long as a pointer is on it, and leaves by itself otherwise', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  renderUi(<Toaster />);
  act(() => void showToast('Saved'));
  act(() => vi.advanceTimersByTime(6900));
  expect(screen.getByText('Saved')).toBeTruthy();
  act(() => vi.advanceTimersByTime(200));
  expect(screen.queryByText('Saved')).toBeNull();
});

it('keeps the latest three', () => {
  renderUi(<Toaster />);
  act(() => {
    for (const text of ['one', 'two', 'three', 'four']) showToast(text);
  });
  expect(currentToasts().map((toast) => toast.message)).toEqual(['two', 'three', 'four']);
});
