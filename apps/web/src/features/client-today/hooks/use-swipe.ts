import { type TouchEvent, useRef } from 'react';

const farPx = 64;

/** A sideways stroke of one finger: `back` towards what lies before in the reading direction, `forward` the other way. */
export function useSwipe({ back, forward }: { back: () => void; forward: () => void }) {
  const start = useRef<{ x: number; y: number }>(undefined);
  return {
    onTouchStart: ({ touches }: TouchEvent) => {
      const touch = touches.length === 1 ? touches[0] : undefined;
      start.current = touch && { x: touch.clientX, y: touch.clientY };
    },
    onTouchEnd: ({ changedTouches, currentTarget }: TouchEvent) => {
      const touch = changedTouches[0];
      if (!touch || !start.current) return;
      const across = touch.clientX - start.current.x;
      const down = touch.clientY - start.current.y;
      if (Math.abs(across) < farPx || Math.abs(across) < 2 * Math.abs(down)) return;
      const isRightToLeft = getComputedStyle(currentTarget).direction === 'rtl';
      if (across > 0 !== isRightToLeft) back();
      else forward();
    },
  };
}
