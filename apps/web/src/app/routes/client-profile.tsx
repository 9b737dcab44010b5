import { useNavigate } from '@tanstack/react-router';
import { ProfileScreen } from '../../features/client-profile/components/profile-screen.tsx';
import { useSignOut } from '../../platform/session.ts';

export function ClientProfileRoute() {
  const navigate = useNavigate();
  const { mutate, isPending } = useSignOut(() => navigate({ to: '/' }));
  return <ProfileScreen isSigningOut={isPending} onSignOut={() => mutate()} />;
}
