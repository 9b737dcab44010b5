import { useLingui } from '@lingui/react';
import { useLingui as useWords } from '@lingui/react/macro';
import { Link, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { BottomBar } from './bottom-bar.tsx';
import { practitionerNavigation } from './practitioner-navigation.ts';
import { UserMenu } from './user-menu.tsx';
import { Wordmark } from './wordmark.tsx';

/** Staff screens: a rail on a laptop, a bar at the bottom on a phone. */
export function PractitionerShell() {
  return (
    <PractitionerFrame account={<UserMenu side="top" withName />} compactAccount={<UserMenu />}>
      <Outlet />
    </PractitionerFrame>
  );
}

interface FrameProps {
  account: ReactNode;
  compactAccount: ReactNode;
  children: ReactNode;
}

export function PractitionerFrame({ account, compactAccount, children }: FrameProps) {
  const { i18n } = useLingui();
  const { t } = useWords();
  return (
    <div className="flex min-h-dvh flex-col [--bar-height:3.5rem] md:flex-row md:[--bar-height:0px]">
      <aside className="sticky top-0 hidden h-dvh w-56 shrink-0 flex-col border-e border-hairline bg-surface md:flex">
        <div className="px-5 pt-5 pb-4">
          <Wordmark />
        </div>
        <nav aria-label={t`Main`} className="flex-1 px-3">
          <ul className="flex flex-col gap-0.5">
            {practitionerNavigation.map(({ to, label, icon: Icon }) => (
              <li key={to}>
                <Link
                  to={to}
                  className="flex min-h-9 items-center gap-3 rounded-md px-2.5 text-sm font-medium text-muted transition-colors duration-100 hover:bg-hover hover:text-ink touch:min-h-11 aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-ink"
                >
                  <Icon aria-hidden="true" className="size-5 shrink-0" />
                  {i18n._(label)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="border-t border-hairline p-3">{account}</div>
      </aside>
      <header className="sticky top-0 z-30 flex h-14 items-center justify-between border-b border-hairline bg-surface ps-4 pe-2 md:hidden">
        <Wordmark />
        <div>{compactAccount}</div>
      </header>
      <main id="main" className="min-w-0 flex-1">
        {children}
      </main>
      <BottomBar items={practitionerNavigation} className="md:hidden" />
    </div>
  );
}
