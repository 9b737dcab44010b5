import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ownClientQuery } from '../../../platform/own-client.ts';
import { useSession } from '../../../platform/session.ts';
import { Avatar } from '../../../shared/ui/avatar.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ScreenHeader } from '../../../shared/ui/screen-header.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { ownAdherenceQuery } from '../api/get-own-adherence.ts';
import { AdherencePeriods } from './adherence-periods.tsx';
import { DeviceList } from './device-list.tsx';
import { OwnSettings } from './own-settings.tsx';
import { ProfileSection } from './profile-section.tsx';
import { ThemeChoice } from './theme-choice.tsx';

interface ProfileScreenProps {
  onSignOut: () => void;
  isSigningOut: boolean;
}

/** Who I am here, how I do, how things are shown to me, and where I am signed in. */
export function ProfileScreen({ onSignOut, isSigningOut }: ProfileScreenProps) {
  const { t } = useLingui();
  const { user, organization } = useSession();
  const { data: client } = useQuery(ownClientQuery);
  const { data: report } = useQuery(ownAdherenceQuery);
  const name = client?.name ?? user.name;
  return (
    <div className="flex flex-col gap-7 px-4 pt-2 pb-10">
      <ScreenHeader title={t`Profile`} />
      <div className="flex items-center gap-4">
        <Avatar name={name} size="lg" />
        <div className="min-w-0">
          <p className="text-lg font-semibold wrap-anywhere">
            <bdi>{name}</bdi>
          </p>
          <p className="text-sm wrap-anywhere text-muted">{user.email}</p>
          <p className="text-sm text-muted">
            <bdi>{organization.name}</bdi>
          </p>
        </div>
      </div>
      <ProfileSection title={<Trans>How much of it you did</Trans>}>
        {report ? <AdherencePeriods report={report} /> : <Skeleton shape="block" className="h-24" />}
      </ProfileSection>
      <ProfileSection title={<Trans>Time and units</Trans>}>
        {client ? <OwnSettings client={client} /> : <Skeleton shape="block" className="h-64" />}
      </ProfileSection>
      <ProfileSection title={<Trans>Appearance</Trans>}>
        <ThemeChoice />
      </ProfileSection>
      <ProfileSection title={<Trans>Signed-in devices</Trans>}>
        <DeviceList />
      </ProfileSection>
      <Button busy={isSigningOut} onClick={onSignOut}>
        <Trans>Sign out</Trans>
      </Button>
    </div>
  );
}
