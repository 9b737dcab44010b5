import { getRouteApi } from '@tanstack/react-router';
import { TodayScreen } from '../../features/client-today/components/today-screen.tsx';

const route = getRouteApi('/client/me/today');

export function ClientTodayRoute() {
  const { date } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <TodayScreen date={date} onDateChange={(next) => void navigate({ search: next ? { date: next } : {} })} />
  );
}
