import { Trans, useLingui } from '@lingui/react/macro';
import { CatchBoundary, getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft, ClipboardPlus } from 'lucide-react';
import { ClientScreen } from '../../features/clients/components/client-screen.tsx';
import { ClientFlags } from '../../features/practitioner-today/components/client-flags.tsx';
import { buttonStyle } from '../../shared/ui/button-style.ts';
import { RegionBoundary } from '../region-boundaries.tsx';

export { ClientRecordSkeleton } from '../../features/clients/components/client-skeletons.tsx';

const route = getRouteApi('/practitioner/clients/$clientId');

export function ClientRoute() {
  const { t } = useLingui();
  const { clientId } = route.useParams();
  const view = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <ClientScreen
      key={clientId}
      clientId={clientId}
      view={view}
      onViewChange={(search) => void navigate({ search, replace: true, resetScroll: false })}
      back={
        <Link
          to="/clients"
          aria-label={t`Back to the clients`}
          className="inline-flex size-9 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink touch:size-11"
        >
          <ArrowLeft aria-hidden="true" className="size-5 rtl:-scale-x-100" />
        </Link>
      }
      assign={
        <Link to="/protocols" search={{ assignTo: clientId }} className={buttonStyle('primary', 'sm')}>
          <ClipboardPlus aria-hidden="true" className="size-4.5" />
          <Trans>Assign a protocol</Trans>
        </Link>
      }
      flags={<ClientFlags clientId={clientId} />}
      guard={(content) => (
        <CatchBoundary getResetKey={() => `${clientId} ${view.tab}`} errorComponent={RegionBoundary}>
          {content}
        </CatchBoundary>
      )}
    />
  );
}
