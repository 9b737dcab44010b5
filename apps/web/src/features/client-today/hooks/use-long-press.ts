import { type MouseEvent, type PointerEvent, useRef } from 'react';

const heldMs = 500;
const stillPx = 10;

/** A long press with a finger, or the other mouse button, does more than a tap; the tap is then not taken. */
export function useLongPress(onLongPress: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const start = useRef({ x: 0, y: 0 });
  const wasLong = useRef(false);
  const cancel = () => clearTimeout(timer.current);
  const fire = () => {
    cancel();
    if (wasLong.current) return;
    wasLong.current = true;
    onLongPress();
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      wasLong.current = false;
      start.current = { x: event.clientX, y: event.clientY };
      if (event.pointerType === 'touch') timer.current = setTimeout(fire, heldMs);
    },
    onPointerMove: (event: PointerEvent) => {
      const moved = Math.hypot(event.clientX - start.current.x, event.clientY - start.current.y);
      if (moved > stillPx) cancel();
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault();
      fire();
    },
    onClickCapture: (event: MouseEvent) => {
      // A click that came without a pointer is the keyboard's.
      if (wasLong.current && event.detail > 0) event.stopPropagation();
      wasLong.current = false;
    },
  };
}
