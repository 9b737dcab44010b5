import { type ReactNode, useId } from 'react';

/** A part of the profile under its heading. */
export function ProfileSection({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="-mx-4 sm:mx-0">
      <h2 id={id} className="px-4 pb-2 text-sm font-semibold">
        {title}
      </h2>
      <div className="flex flex-col gap-5 border-y border-hairline bg-surface px-4 py-4 sm:rounded-lg sm:border-x">
        {children}
      </div>
    </section>
  );
}
