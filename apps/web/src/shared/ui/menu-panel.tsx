import { Check } from 'lucide-react';
import * as RadixMenu from 'radix-ui/dropdown-menu';
import { useRef } from 'react';
import { cx } from '../lib/cx.ts';
import { floatingContainer } from '../lib/floating-container.ts';
import type { MenuGroup, MenuItem } from './menu.tsx';

export interface MenuPanelProps {
  triggerId: string;
  groups: MenuGroup[];
  align: 'start' | 'end';
  side: 'top' | 'bottom';
  /** Opened by keyboard: Radix, loaded only now, has not seen the key. */
  focusFirst: boolean;
  onClose: () => void;
}

export function MenuPanel({ triggerId, groups, align, side, focusFirst, onClose }: MenuPanelProps) {
  // Done once the menu has let go of the focus, so that a dialog which it opens keeps it, and later gives it back to the trigger.
  const chosen = useRef<() => void>(undefined);
  return (
    // Not modal: the page stays readable to assistive technology; Escape, Tab and a press elsewhere still close it.
    <RadixMenu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <RadixMenu.Trigger asChild>
        <span aria-hidden="true" className="pointer-events-none absolute inset-0" />
      </RadixMenu.Trigger>
      <RadixMenu.Portal container={floatingContainer(document.getElementById(triggerId))}>
        <RadixMenu.Content
          ref={focusFirst ? focusFirstItem : undefined}
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          loop
          aria-labelledby={triggerId}
          onInteractOutside={(event) => {
            // A press on the trigger closes by itself.
            const trigger = document.getElementById(triggerId);
            if (event.target instanceof Node && trigger?.contains(event.target)) event.preventDefault();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            document.getElementById(triggerId)?.focus();
            chosen.current?.();
          }}
          className={
            'z-50 max-h-(--radix-dropdown-menu-content-available-height) max-w-80 min-w-48 animate-rise-in overflow-y-auto ' +
            'rounded-lg border border-hairline bg-raised p-1 shadow-float outline-none'
          }
        >
          {groups.map((group, index) => (
            <RadixMenu.Group key={group.label ?? group.items[0]?.label ?? ''}>
              {index > 0 && <RadixMenu.Separator className="my-1 h-px bg-hairline" />}
              {group.label && (
                <RadixMenu.Label className="px-2.5 pt-2 pb-1 text-xs font-medium text-muted">
                  {group.label}
                </RadixMenu.Label>
              )}
              {group.items.map((item) => (
                <Item
                  key={item.label}
                  item={item}
                  onChoose={() => {
                    chosen.current = item.onSelect;
                  }}
                />
              ))}
            </RadixMenu.Group>
          ))}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

function focusFirstItem(content: HTMLElement | null): void {
  content?.querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])')?.focus();
}

function Item({ item, onChoose }: { item: MenuItem; onChoose: () => void }) {
  const className = cx(
    'flex min-h-9 cursor-default items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-body outline-none touch:min-h-11',
    'data-highlighted:bg-hover data-disabled:opacity-50',
    item.danger ? 'text-danger-ink data-highlighted:bg-danger-soft' : 'text-ink',
  );
  const content = (
    <>
      {item.icon && <span className={item.danger ? '' : 'text-muted'}>{item.icon}</span>}
      <span className="min-w-0 flex-1">
        {item.label}
        {item.hint && <span className="block text-sm text-muted">{item.hint}</span>}
      </span>
    </>
  );
  if (item.checked === undefined) {
    return (
      <RadixMenu.Item className={className} disabled={item.disabled ?? false} onSelect={onChoose}>
        {content}
      </RadixMenu.Item>
    );
  }
  return (
    <RadixMenu.CheckboxItem
      className={className}
      checked={item.checked}
      disabled={item.disabled ?? false}
      onSelect={onChoose}
    >
      {content}
      <RadixMenu.ItemIndicator className="text-accent-ink">
        <Check aria-hidden="true" className="size-4" />
      </RadixMenu.ItemIndicator>
    </RadixMenu.CheckboxItem>
  );
}
