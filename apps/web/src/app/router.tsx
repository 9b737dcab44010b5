import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { homeOf, sessionQuery } from '../platform/session.ts';
import { NotFoundBoundary, RegionBoundary } from './region-boundaries.tsx';
import { Root } from './root.tsx';
import { requireRole, signInAddress } from './route-guards.ts';

/** Needed by the guards and loaders of routes. */
export interface RouterContext {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Root });

const practitioner = createRoute({
  getParentRoute: () => root,
  id: 'practitioner',
  beforeLoad: requireRole('staff'),
  component: lazyRouteComponent(() => import('./shells/practitioner-shell.tsx'), 'PractitionerShell'),
});

const client = createRoute({
  getParentRoute: () => root,
  id: 'client',
  beforeLoad: requireRole('client'),
  component: lazyRouteComponent(() => import('./shells/client-shell.tsx'), 'ClientShell'),
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    throw redirect({ href: session ? homeOf(session) : signInAddress('/') });
  },
});

// To add a screen: write app/routes/<name>.tsx, register it below with its loader, put it in the list of its shell.

const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  component: lazyRouteComponent(() => import('./routes/gallery.tsx'), 'GalleryRoute'),
});

const practitionerScreens = [] as const;

const clientScreens = [] as const;

const publicScreens = [gallery] as const;

const routeTree = root.addChildren([
  home,
  ...publicScreens,
  practitioner.addChildren([...practitionerScreens]),
  client.addChildren([...clientScreens]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    // The query cache decides what is fresh, so the router keeps nothing itself.
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: RegionBoundary,
    defaultNotFoundComponent: NotFoundBoundary,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
