import { CatchBoundary, getRouteApi } from '@tanstack/react-router';
import { SettingsScreen } from '../../features/settings/components/settings-screen.tsx';
import { RegionBoundary } from '../region-boundaries.tsx';

const route = getRouteApi('/practitioner/settings');

export function SettingsRoute() {
  const { section } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <SettingsScreen
      section={section}
      onSectionChange={(next) =>
        void navigate({ search: { section: next }, replace: true, resetScroll: false })
      }
      guard={(content) => (
        <CatchBoundary getResetKey={() => section} errorComponent={RegionBoundary}>
          {content}
        </CatchBoundary>
      )}
    />
  );
}
