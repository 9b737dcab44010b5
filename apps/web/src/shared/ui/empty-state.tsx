import type { ReactNode } from 'react';

export interface EmptyStateProps {
  icon?: ReactNode;
  /** What is not here, in a few words. */
  title: ReactNode;
  /** What to do next. */
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-6 py-12 text-center">
      {icon && (
        <div
          aria-hidden="true"
          className="mb-4 grid size-12 place-items-center rounded-full bg-accent-soft text-accent-ink"
        >
          {icon}
        </div>
      )}
      <p className="text-base font-semibold text-balance">{title}</p>
      {children && <div className="mt-1 text-body text-balance text-muted">{children}</div>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
