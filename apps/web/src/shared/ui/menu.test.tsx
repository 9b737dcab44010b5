import { screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { renderUi } from '../test/render-ui.tsx';
import { Menu } from './menu.tsx';

function sample(onSelect: () => void) {
  return (
    <Menu
      trigger={(props) => (
        <button type="button" {...props}>
          More
        </button>
      )}
      groups={[
        {
          items: [
            { label: 'Duplicate', onSelect: () => {} },
            { label: 'Retire', onSelect },
            { label: 'Dark', checked: true, onSelect: () => {} },
          ],
        },
      ]}
    />
  );
}

it('is opened, walked and used by keyboard, and gives the focus back', async () => {
  const onSelect = vi.fn();
  const { user } = renderUi(sample(onSelect));
  await user.tab();
  await user.keyboard('{ArrowDown}');
  await screen.findByRole('menu', { name: 'More' });
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Duplicate'));
  await user.keyboard('{ArrowDown}{Enter}');
  expect(onSelect).toHaveBeenCalledOnce();
  await waitFor(() => expect(document.activeElement?.textContent).toBe('More'));
});

it('closes by its own button', async () => {
  const { user } = renderUi(sample(() => {}));
  const button = screen.getByRole('button', { name: 'More' });
  await user.click(button);
  await screen.findByRole('menu');
  await user.click(button);
  await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());
});

it('says which of a choice is the current one', async () => {
  const { user } = renderUi(sample(() => {}));
  await user.click(screen.getByRole('button', { name: 'More' }));
  const item = await screen.findByRole('menuitemcheckbox', { name: 'Dark' });
  expect(item.getAttribute('aria-checked')).toBe('true');
});
