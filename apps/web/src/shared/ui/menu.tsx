import { lazy, type ReactElement, type ReactNode, Suspense, useId, useState } from 'react';
import { cx } from '../lib/cx.ts';

export interface MenuItem {
  /** Unique within its menu. */
  label: string;
  icon?: ReactNode;
  /** A second line that says more. */
  hint?: ReactNode;
  onSelect: () => void;
  danger?: boolean;
  disabled?: boolean;
  /** Given: the item is one of a choice, and whether it is the current one. */
  checked?: boolean;
}

export interface MenuGroup {
  label?: string;
  items: MenuItem[];
}

export interface MenuTriggerProps {
  id: string;
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
  onClick: (event: React.MouseEvent) => void;
  onPointerEnter: () => void;
  onKeyDown: (event: React.KeyboardEvent) => void;
}

export interface MenuProps {
  /** Draws the button; spread the props on it. */
  trigger: (props: MenuTriggerProps) => ReactElement;
  groups: MenuGroup[];
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
  className?: string;
}

const loadPanel = () => import('./menu-panel.tsx');
const MenuPanel = lazy(async () => ({ default: (await loadPanel()).MenuPanel }));

/** A button's list of actions. The list's code is loaded when a pointer comes near or a menu opens. */
export function Menu({ trigger, groups, align = 'end', side = 'bottom', className }: MenuProps) {
  const [opened, setOpened] = useState<'pointer' | 'keyboard'>();
  const triggerId = useId();
  return (
    <span className={cx('relative inline-flex', className)}>
      {trigger({
        id: triggerId,
        'aria-haspopup': 'menu',
        'aria-expanded': opened !== undefined,
        // A click without a pointer comes from Enter or Space.
        onClick: (event) => setOpened(opened ? undefined : event.detail === 0 ? 'keyboard' : 'pointer'),
        onPointerEnter: () => void loadPanel(),
        onKeyDown: (event) => {
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            setOpened('keyboard');
          }
        },
      })}
      {opened && (
        <Suspense>
          <MenuPanel
            triggerId={triggerId}
            groups={groups}
            align={align}
            side={side}
            focusFirst={opened === 'keyboard'}
            onClose={() => setOpened(undefined)}
          />
        </Suspense>
      )}
    </span>
  );
}
