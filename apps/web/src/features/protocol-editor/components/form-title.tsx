import type { ReactNode } from 'react';

/** Says what the form in the middle is about. */
export function FormTitle({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="flex min-h-9 flex-wrap items-center justify-between gap-2">
      <h2 className="text-base font-semibold">{children}</h2>
      {actions && <div className="flex items-center gap-1">{actions}</div>}
    </div>
  );
}
