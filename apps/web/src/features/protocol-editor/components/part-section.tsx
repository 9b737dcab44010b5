import type { ReactNode } from 'react';

/** A group of fields of one form. */
export function PartSection({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 border-t border-hairline pt-4">
      <legend className="float-start mb-3 w-full text-sm font-semibold">{title}</legend>
      <div className="clear-both flex flex-col gap-4">{children}</div>
    </fieldset>
  );
}
