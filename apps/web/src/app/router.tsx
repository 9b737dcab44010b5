import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  type SearchSchemaInput,
  stripSearchParams,
} from '@tanstack/react-router';
import { chosenClientQuery } from '../features/assign/api/get-chosen-client.ts';
import { ownDayQuery } from '../features/client-today/api/get-own-day.ts';
import { clientQuery } from '../features/clients/api/get-client.ts';
import { clientAdherenceQuery } from '../features/clients/api/get-client-adherence.ts';
import { clientAssignmentsQuery } from '../features/clients/api/list-client-assignments.ts';
import { type ClientFilter, clientsQuery } from '../features/clients/api/list-clients.ts';
import { type ClientView, readClientView } from '../features/clients/client-tabs.ts';
import { practitionerTodayQuery } from '../features/practitioner-today/api/get-practitioner-today.ts';
import { protocolQuery } from '../features/protocols/api/get-protocol.ts';
import { protocolsQuery } from '../features/protocols/api/get-protocols.ts';
import { readSettingsSection, type SettingsSection } from '../features/settings/settings-sections.ts';
import { organizationQuery } from '../platform/organization.ts';
import { ownClientQuery } from '../platform/own-client.ts';
import { homeOf, sessionQuery } from '../platform/session.ts';
import { NotFoundBoundary, RegionBoundary } from './region-boundaries.tsx';
import { Root } from './root.tsx';
import { dateSearch, requireRole, returnSearch, sharedWords, signInAddress } from './route-guards.ts';
import { assignSearch, librarySearch, protocolSearch } from './routes/protocol-search.ts';

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
  validateSearch: (
    search: Record<string, unknown>,
  ): { returnTo?: string | undefined; notice?: 'password-changed' } => ({
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

const practitionerToday = createRoute({
  getParentRoute: () => practitioner,
  path: '/today',
  loader: ({ context }) => context.queryClient.ensureQueryData(practitionerTodayQuery),
  component: lazyRouteComponent(() => import('./routes/practitioner-today.tsx'), 'PractitionerTodayRoute'),
  pendingComponent: lazyRouteComponent(
    () => import('./routes/practitioner-today.tsx'),
    'PractitionerTodaySkeleton',
  ),
});

const clients = createRoute({
  getParentRoute: () => practitioner,
  path: '/clients',
  validateSearch: (search: Partial<ClientFilter> & SearchSchemaInput): ClientFilter => ({
    search: typeof search.search === 'string' ? search.search.slice(0, 100) : '',
    status: search.status === 'archived' ? 'archived' : 'current',
  }),
  search: { middlewares: [stripSearchParams({ search: '', status: 'current' })] },
  // Not waited for: the table shows its own shape, and keeps what it has while one types.
  loader: ({ context }) =>
    void context.queryClient.prefetchInfiniteQuery(clientsQuery({ search: '', status: 'current' })),
  component: lazyRouteComponent(() => import('./routes/clients.tsx'), 'ClientsRoute'),
});

const clientRecord = createRoute({
  getParentRoute: () => practitioner,
  path: '/clients/$clientId',
  validateSearch: (search: Partial<ClientView> & SearchSchemaInput): ClientView => readClientView(search),
  search: { middlewares: [stripSearchParams({ tab: 'overview', period: 'days30' })] },
  loader: ({ context: { queryClient }, params: { clientId } }) => {
    void queryClient.prefetchQuery(clientAdherenceQuery(clientId));
    void queryClient.prefetchQuery(clientAssignmentsQuery(clientId));
    return queryClient.ensureQueryData(clientQuery(clientId));
  },
  component: lazyRouteComponent(() => import('./routes/client.tsx'), 'ClientRoute'),
  pendingComponent: lazyRouteComponent(() => import('./routes/client.tsx'), 'ClientRecordSkeleton'),
});

const protocols = createRoute({
  getParentRoute: () => practitioner,
  path: '/protocols',
  validateSearch: librarySearch,
  loaderDeps: ({ search: { assignTo: _, ...filter } }) => filter,
  // Not waited for: the table shows its own shape, and keeps what it has while one types.
  loader: ({ context, deps }) => void context.queryClient.prefetchInfiniteQuery(protocolsQuery(deps)),
  component: lazyRouteComponent(() => import('./routes/protocols.tsx'), 'ProtocolsRoute'),
});

const protocol = createRoute({
  getParentRoute: () => practitioner,
  path: '/protocols/$protocolId',
  validateSearch: protocolSearch,
  loader: ({ context, params }) => context.queryClient.ensureQueryData(protocolQuery(params.protocolId)),
  component: lazyRouteComponent(() => import('./routes/protocol.tsx'), 'ProtocolRoute'),
  pendingComponent: lazyRouteComponent(() => import('./routes/protocol.tsx'), 'ProtocolSkeleton'),
});

const protocolAssign = createRoute({
  getParentRoute: () => practitioner,
  path: '/protocols/$protocolId/assign',
  validateSearch: assignSearch,
  loaderDeps: ({ search: { clientId } }) => ({ clientId }),
  loader: ({ context: { queryClient }, params, deps: { clientId } }) =>
    Promise.all([
      queryClient.ensureQueryData(protocolQuery(params.protocolId)),
      clientId && queryClient.ensureQueryData(chosenClientQuery(clientId)),
    ]),
  component: lazyRouteComponent(() => import('./routes/protocol-assign.tsx'), 'ProtocolAssignRoute'),
});

const settings = createRoute({
  getParentRoute: () => practitioner,
  path: '/settings',
  validateSearch: (search: { section?: SettingsSection } & SearchSchemaInput) => ({
    section: readSettingsSection(search.section),
  }),
  search: { middlewares: [stripSearchParams({ section: 'organization' })] },
  // Not waited for: each section shows its own shape meanwhile.
  loader: ({ context }) => void context.queryClient.prefetchQuery(organizationQuery),
  component: lazyRouteComponent(() => import('./routes/settings.tsx'), 'SettingsRoute'),
});

const protocolEdit = createRoute({
  getParentRoute: () => practitioner,
  path: '/protocols/$protocolId/edit',
  // What is edited has to be what the service has now, not what was looked at a while ago.
  loader: ({ context, params }) =>
    context.queryClient.fetchQuery({ ...protocolQuery(params.protocolId), staleTime: 0 }),
  component: lazyRouteComponent(() => import('./routes/protocol-edit.tsx'), 'ProtocolEditRoute'),
});

const practitionerScreens = [
  settings,
  practitionerToday,
  clients,
  clientRecord,
  protocols,
  protocol,
  protocolAssign,
  protocolEdit,
] as const;

const clientToday = createRoute({
  getParentRoute: () => client,
  path: '/me/today',
  validateSearch: dateSearch,
  loaderDeps: ({ search }) => search,
  // Not waited for: the screen shows the shape of the day meanwhile.
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(ownDayQuery(deps.date)),
  component: lazyRouteComponent(() => import('./routes/client-today.tsx'), 'ClientTodayRoute'),
});

const clientPlan = createRoute({
  getParentRoute: () => client,
  path: '/me/plan',
  validateSearch: (search: Record<string, unknown>): { view?: 'week'; date?: string | undefined } => ({
    ...dateSearch(search),
    ...(search.view === 'week' && { view: search.view }),
  }),
  beforeLoad: sharedWords,
  component: lazyRouteComponent(() => import('./routes/client-plan.tsx'), 'ClientPlanRoute'),
});

const clientProfile = createRoute({
  getParentRoute: () => client,
  path: '/me/profile',
  beforeLoad: sharedWords,
  loader: ({ context }) => void context.queryClient.prefetchQuery(ownClientQuery),
  component: lazyRouteComponent(() => import('./routes/client-profile.tsx'), 'ClientProfileRoute'),
});

const clientScreens = [clientToday, clientPlan, clientProfile] as const;

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
    // Within a tenth of a second something has to answer; what then appears must not flash.
    defaultPendingMs: 100,
    defaultPendingMinMs: 300,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
