import { useNavigate } from '@tanstack/react-router';
import { ProfileScreen } from '../../features/client-profile/components/profile-screen.tsx';
import { useSignOut } from '../../platform/session.ts';

export function ClientProfileRoute() {
  const navigate = useNavigate();
  const { mutate, isPending } = useSignOut();
  return (
    <ProfileScreen
      isSigningOut={isPending}
      onSignOut={() => mutate(undefined, { onSuccess: () => void navigate({ to: '/' }) })}
    />
  );
}
