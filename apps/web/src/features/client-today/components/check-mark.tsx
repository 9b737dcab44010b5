import { Check, Minus, Plus } from 'lucide-react';
import { cx } from '../../../shared/lib/cx.ts';

interface CheckMarkProps {
  status: 'open' | 'done' | 'partly' | 'skipped';
  /** Not confirmed by the service: drawn in outline, never filled as if it were saved. */
  pending: boolean;
  /** A value is asked for first. */
  asks: boolean;
}

const saved = {
  open: 'border-outline group-hover:border-accent',
  done: 'border-done bg-done text-surface',
  partly: 'border-done bg-[linear-gradient(to_top,var(--color-done)_50%,transparent_50%)]',
  skipped: 'border-outline bg-sunken text-muted',
};

/** The large check of a row; the words beside it say the same. */
export function CheckMark({ status, pending, asks }: CheckMarkProps) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'grid size-8 shrink-0 place-items-center rounded-full border-2 transition-colors duration-100',
        pending ? 'border-dashed border-accent text-accent-ink' : saved[status],
      )}
    >
      {status === 'open' && asks && !pending && <Plus className="size-4 text-muted" />}
      {(status === 'done' || (status === 'partly' && pending)) && (
        <Check strokeWidth={3} className="size-4" />
      )}
      {status === 'skipped' && <Minus strokeWidth={3} className="size-4" />}
    </span>
  );
}
