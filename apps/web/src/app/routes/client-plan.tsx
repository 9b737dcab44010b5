import { getRouteApi } from '@tanstack/react-router';
import { PlanScreen } from '../../features/client-plan/components/plan-screen.tsx';

const route = getRouteApi('/client/me/plan');

export function ClientPlanRoute() {
  const { view = 'month', date } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <PlanScreen
      view={view}
      date={date}
      onChange={(next) =>
        void navigate({
          search: {
            ...(next.view === 'week' && { view: next.view }),
            ...(next.date && { date: next.date }),
          },
          replace: true,
          resetScroll: false,
        })
      }
    />
  );
}
