import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { BottomBar } from './bottom-bar.tsx';
import { clientNavigation } from './client-navigation.ts';
import { UserMenu } from './user-menu.tsx';
import { Wordmark } from './wordmark.tsx';

/** The client's screens: one column, held in one hand. */
export function ClientShell() {
  return (
    <ClientFrame account={<UserMenu />}>
      <Outlet />
    </ClientFrame>
  );
}

export function ClientFrame({ account, children }: { account: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex h-14 w-full max-w-xl items-center justify-between ps-4 pe-2">
        <Wordmark />
        <div>{account}</div>
      </header>
      <main id="main" className="mx-auto w-full max-w-xl flex-1">
        {children}
      </main>
      <BottomBar items={clientNavigation} />
    </div>
  );
}
