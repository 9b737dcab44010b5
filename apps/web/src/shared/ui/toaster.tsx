import { Trans, useLingui } from '@lingui/react/macro';
import { Check, CircleAlert, X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { currentToasts, dismissToast, subscribeToToasts, type Toast } from './toast-store.ts';

/** Long enough to read and to reach the undo button. */
const shownMs = 7000;

/** The place where toasts appear; one for the whole app. */
export function Toaster() {
  const { t } = useLingui();
  const toasts = useSyncExternalStore(subscribeToToasts, currentToasts);
  const [held, setHeld] = useState(false);
  return (
    <section
      aria-label={t`Notifications`}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-50 flex flex-col items-center gap-2 px-4 md:bottom-6"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} held={held} />
      ))}
    </section>
  );
}

function ToastCard({ toast, held }: { toast: Toast; held: boolean }) {
  const { t } = useLingui();
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), shownMs);
    return () => clearTimeout(timer);
  }, [toast.id, held]);
  return (
    <div className="pointer-events-auto flex w-full max-w-md animate-rise-in items-center gap-2 rounded-lg bg-ink ps-4 pe-1.5 py-1.5 text-body text-canvas shadow-float sm:w-auto sm:min-w-80">
      {toast.tone === 'done' && <Check aria-hidden="true" className="size-5 shrink-0" />}
      {toast.tone === 'danger' && <CircleAlert aria-hidden="true" className="size-5 shrink-0" />}
      <p className="min-w-0 flex-1 py-1.5">{toast.message}</p>
      {toast.onUndo && (
        <button
          type="button"
          className="min-h-9 shrink-0 rounded-md px-3 font-semibold underline underline-offset-4 outline-offset-0 focus-visible:outline-canvas touch:min-h-11"
          onClick={() => {
            toast.onUndo?.();
            dismissToast(toast.id);
          }}
        >
          <Trans>Undo</Trans>
        </button>
      )}
      <button
        type="button"
        aria-label={t`Dismiss`}
        className="inline-flex size-9 shrink-0 items-center justify-center rounded-md focus-visible:outline-canvas touch:size-11"
        onClick={() => dismissToast(toast.id)}
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    </div>
  );
}
