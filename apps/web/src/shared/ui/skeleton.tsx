import { cx } from '../lib/cx.ts';

/** The shape of what is coming. Sized by its class; wrap a group in an element with `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden="true"
      className={cx('animate-breathe rounded-sm bg-sunken', className ?? 'h-4 w-full')}
    />
  );
}
