import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';

const loadPanel = () => import('./tooltip-panel.tsx');
const TooltipPanel = lazy(async () => ({ default: (await loadPanel()).TooltipPanel }));

/** Long enough not to flicker as the pointer crosses a toolbar. */
const openAfterMs = 500;

/** A few words that explain a control, on hover and on keyboard focus. Never the only place of a piece of knowledge. */
export function Tooltip({ content, children }: { content: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const close = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <span
      role="none"
      className="relative inline-flex"
      onPointerEnter={(event) => {
        if (event.pointerType !== 'mouse') return;
        void loadPanel();
        timer.current = setTimeout(() => setOpen(true), openAfterMs);
      }}
      onPointerLeave={close}
      onPointerDown={close}
      onFocus={(event) => {
        if (event.target.matches(':focus-visible')) setOpen(true);
      }}
      onBlur={close}
      onKeyDown={close}
    >
      {children}
      {open && (
        <Suspense>
          <TooltipPanel content={content} />
        </Suspense>
      )}
    </span>
  );
}
