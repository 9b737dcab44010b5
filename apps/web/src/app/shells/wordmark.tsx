import { cx } from '../../shared/lib/cx.ts';

/** The product's mark and name. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cx('inline-flex items-center gap-2 text-sm font-semibold tracking-tight', className)}>
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-6">
        <rect width="32" height="32" rx="9" className="fill-accent" />
        <path
          d="M8.5 17.2l5 5L23.5 11"
          fill="none"
          className="stroke-on-accent"
          strokeWidth="3.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      HealthProtocol
    </span>
  );
}
