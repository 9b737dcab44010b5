export interface Toast {
  id: number;
  message: string;
  tone: 'neutral' | 'done' | 'danger';
  /** Takes the action back; the toast then disappears. */
  onUndo?: (() => void) | undefined;
}

export interface ToastOptions {
  tone?: Toast['tone'];
  onUndo?: () => void;
}

/** Older ones give way: more than three are not read. */
const mostToasts = 3;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Says that something happened. Give `onUndo` wherever the action can be taken back. Never for field errors. */
export function showToast(message: string, options: ToastOptions = {}): number {
  lastId += 1;
  const toast: Toast = { id: lastId, message, tone: options.tone ?? 'neutral', onUndo: options.onUndo };
  change([...toasts, toast].slice(-mostToasts));
  return toast.id;
}

export function dismissToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
