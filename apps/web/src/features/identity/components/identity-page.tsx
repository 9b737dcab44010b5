import type { ReactNode } from 'react';
import { ScreenHeader } from '../../../shared/ui/screen-header.tsx';

interface IdentityPageProps {
  wordmark: ReactNode;
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** The frame of the screens before one is signed in: one narrow column. */
export function IdentityPage({ wordmark, title, description, children }: IdentityPageProps) {
  return (
    <main id="main" className="mx-auto flex min-h-dvh w-full max-w-sm flex-col px-5 py-10 sm:pt-[14vh]">
      <div className="mb-8">{wordmark}</div>
      <ScreenHeader title={title} description={description} />
      <div className="mt-6">{children}</div>
    </main>
  );
}
