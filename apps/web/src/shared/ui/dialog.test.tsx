import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { renderUi } from '../test/render-ui.tsx';
import { Button } from './button.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';

function Sample({ onConfirm }: { onConfirm: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Retire</Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Retire DASH?"
        description="Running assignments go on."
        confirmLabel="Retire it"
        destructive
        onConfirm={onConfirm}
      />
    </>
  );
}

it('asks before it acts, and gives the focus back when it is left', async () => {
  const onConfirm = vi.fn();
  const { user } = renderUi(<Sample onConfirm={onConfirm} />);
  await user.click(screen.getByRole('button', { name: 'Retire' }));
  const dialog = await screen.findByRole('dialog', { name: 'Retire DASH?' });
  expect(dialog.contains(document.activeElement)).toBe(true);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Retire'));
  expect(onConfirm).not.toHaveBeenCalled();
});

it('acts when confirmed', async () => {
  const onConfirm = vi.fn();
  const { user } = renderUi(<Sample onConfirm={onConfirm} />);
  await user.click(screen.getByRole('button', { name: 'Retire' }));
  await user.click(await screen.findByRole('button', { name: 'Retire it' }));
  expect(onConfirm).toHaveBeenCalledOnce();
});
