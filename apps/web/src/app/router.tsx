import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { ownDayQuery } from '../features/client-today/api/get-own-day.ts';
import { homeOf, sessionQuery } from '../platform/session.ts';
import { NotFoundBoundary, RegionBoundary } from './region-boundaries.tsx';
import { Root } from './root.tsx';
import { dateSearch, requireRole, returnSearch, sharedWords, signInAddress } from './route-guards.ts';

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
  beforeLoad: sharedWords,
  component: lazyRouteComponent(() => import('./routes/gallery.tsx'), 'GalleryRoute'),
});

const galleryPractitioner = createRoute({
  getParentRoute: () => root,
  path: '/gallery/practitioner',
  beforeLoad: sharedWords,
  component: lazyRouteComponent(() => import('./routes/gallery.tsx'), 'SamplePractitionerShell'),
});

const galleryClient = createRoute({
  getParentRoute: () => root,
  path: '/gallery/client',
  beforeLoad: sharedWords,
  component: lazyRouteComponent(() => import('./routes/gallery.tsx'), 'SampleClientShell'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  beforeLoad: sharedWords,
  validateSearch: (search: Record<string, unknown>): { returnTo?: string; notice?: 'password-changed' } => ({
    ...returnSearch(search),
    ...(search.notice === 'password-changed' && { notice: search.notice }),
  }),
  component: lazyRouteComponent(() => import('./routes/sign-in.tsx'), 'SignInRoute'),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  beforeLoad: sharedWords,
  component: lazyRouteComponent(() => import('./routes/forgot-password.tsx'), 'ForgotPasswordRoute'),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  beforeLoad: sharedWords,
  component: lazyRouteComponent(() => import('./routes/reset-password.tsx'), 'ResetPasswordRoute'),
});

const acceptInvitation = createRoute({
  getParentRoute: () => root,
  path: '/accept-invitation',
  beforeLoad: sharedWords,
  component: lazyRouteComponent(() => import('./routes/accept-invitation.tsx'), 'AcceptInvitationRoute'),
});

const practitionerScreens = [] as const;

const clientToday = createRoute({
  getParentRoute: () => client,
  path: '/me/today',
  validateSearch: dateSearch,
  loaderDeps: ({ search }) => search,
  // Not waited for: the screen shows the shape of the day meanwhile.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(ownDayQuery(deps.date)),
  component: lazyRouteComponent(() => import('./routes/client-today.tsx'), 'ClientTodayRoute'),
});

const clientScreens = [clientToday] as const;

const publicScreens = [
  signIn,
  forgotPassword,
  resetPassword,
  acceptInvitation,
  gallery,
  galleryPractitioner,
  galleryClient,
] as const;

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
