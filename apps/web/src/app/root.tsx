import { Trans } from '@lingui/react/macro';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';

// Nothing to say yet on the first screen.
const Toaster = lazy(async () => ({ default: (await import('../shared/ui/toaster.tsx')).Toaster }));

/** What is around every screen: the way past the navigation, the toasts, and where the focus goes after navigating. */
export function Root() {
  useFocusOnNavigation();
  return (
    <>
      <a
        href="#main"
        className="fixed inset-s-3 top-3 z-50 -translate-y-20 rounded-md bg-accent px-4 py-2.5 text-body font-medium text-on-accent focus:translate-y-0"
      >
        <Trans>Skip to content</Trans>
      </a>
      <Outlet />
      <Suspense>
        <Toaster />
      </Suspense>
    </>
  );
}

/** A screen reader hears where it has come: the new screen's heading takes the focus. Not on the first load. */
function useFocusOnNavigation(): void {
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const previous = useRef<string>(undefined);
  useEffect(() => {
    if (previous.current !== undefined && pathname !== undefined && previous.current !== pathname) {
      const heading = document.querySelector<HTMLElement>('main h1') ?? document.getElementById('main');
      if (heading && !heading.contains(document.activeElement)) {
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      }
    }
    previous.current = pathname;
  }, [pathname]);
}
