import { type ReactNode, useEffect } from 'react';

export interface ScreenHeaderProps {
  /** Also the document's title. */
  title: string;
  description?: ReactNode;
  /** Small line above the title: where one is, with a way back. */
  above?: ReactNode;
  actions?: ReactNode;
}

/** The one heading of a screen; it takes the focus after navigation. */
export function ScreenHeader({ title, description, above, actions }: ScreenHeaderProps) {
  useEffect(() => {
    document.title = `${title} · HealthProtocol`;
  }, [title]);
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {above && <div className="mb-1 text-sm text-muted">{above}</div>}
        <h1 dir="auto" className="text-xl font-semibold">
          {title}
        </h1>
        {description && <p className="mt-1 max-w-[70ch] text-body text-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
