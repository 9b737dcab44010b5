import './styles/main.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from './app/providers.tsx';
import { signInAddress } from './app/route-guards.ts';
import { createAppRouter } from './app/router.tsx';
import { handleSignedOut } from './platform/api-client.ts';
import { ApiProblem } from './platform/api-problem.ts';
import { startErrorReports } from './platform/error-reports.ts';
import { activateLocale } from './platform/i18n/activate-locale.ts';
import { createQueryClient } from './platform/query-client.ts';
import { leaveSession, sessionQuery } from './platform/session.ts';

const queryClient = createQueryClient();
const router = createAppRouter(queryClient);
const report = startErrorReports(() => router.state.matches.at(-1)?.fullPath);

handleSignedOut(() => {
  // The guard of a route asks for the session itself and knows what to do with "nobody".
  if (!queryClient.getQueryData(sessionQuery.queryKey)) return;
  void leaveSession(queryClient, () => router.navigate({ href: signInAddress(router.state.location.href) }));
});

const container = document.getElementById('root');
if (!container) throw new Error('index.html has no #root');

await activateLocale(navigator.languages);

createRoot(container, {
  // What the service refuses is told on the screen and is no fault of the app.
  onCaughtError: (error) => {
    if (error instanceof ApiProblem && error.status < 500) return;
    // First, because browsers hide an error from their own listeners if it has no place in a script.
    report(error);
    reportError(error);
  },
}).render(
  <StrictMode>
    <Providers queryClient={queryClient} router={router} />
  </StrictMode>,
);
