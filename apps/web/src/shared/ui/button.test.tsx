import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderUi } from '../test/render-ui.tsx';
import { Button } from './button.tsx';

it('takes no second press while the work is under way, and keeps the focus', async () => {
  const onClick = vi.fn();
  const { user, rerender } = renderUi(<Button onClick={onClick}>Save</Button>);
  await user.click(screen.getByRole('button'));
  rerender(
    <Button busy onClick={onClick}>
      Save
    </Button>,
  );
  await user.click(screen.getByRole('button'));
  expect(onClick).toHaveBeenCalledOnce();
  expect(screen.getByRole('button')).toHaveProperty('ariaBusy', 'true');
  expect(document.activeElement).toBe(screen.getByRole('button'));
});

it('does not send the form around it twice while busy', async () => {
  const onSubmit = vi.fn((event: React.FormEvent) => event.preventDefault());
  const { user } = renderUi(
    <form onSubmit={onSubmit}>
      <Button type="submit" busy>
        Save
      </Button>
    </form>,
  );
  await user.click(screen.getByRole('button'));
  expect(onSubmit).not.toHaveBeenCalled();
});
