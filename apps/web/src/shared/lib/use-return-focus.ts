import { useRef } from 'react';

/**
 * For panels that open without a Radix trigger: remembers what had the focus while the panel is drawn for the first
 * time, and gives it back when the panel closes.
 */
export function useReturnFocus() {
  const origin = useRef<Element | null>(null);
  origin.current ??= document.activeElement;
  return (event: Event) => {
    event.preventDefault();
    if (origin.current instanceof HTMLElement) origin.current.focus();
  };
}
