import type { SignedInDevice } from '@healthprotocol/contracts/identity';
import { useLingui } from '@lingui/react';
import { Trans, useLingui as useWords } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { messageOf } from '../../../platform/error-messages.ts';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { now } from '../../../shared/lib/clock.ts';
import { deviceName } from '../../../shared/lib/device-name.ts';
import { formatAgo } from '../../../shared/lib/format.ts';
import { Badge } from '../../../shared/ui/badge.tsx';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { devicesQuery, useSignOutDevice } from '../api/devices.ts';

/** Where I am signed in, and the way to end that from here. */
export function DeviceList() {
  const { i18n } = useLingui();
  const { data } = useQuery(devicesQuery);
  const signOut = useSignOutDevice();
  if (!data) return <Skeleton shape="block" className="h-14" />;
  return (
    <>
      {signOut.error && (
        <Banner tone="danger" announce>
          {i18n._(messageOf(signOut.error))}
        </Banner>
      )}
      <ul className="-my-2">
        {data.items.map((device) => (
          <Device
            key={device.id}
            device={device}
            busy={signOut.isPending && signOut.variables === device.id}
            onSignOut={() => signOut.mutate(device.id)}
          />
        ))}
      </ul>
    </>
  );
}

interface DeviceProps {
  device: SignedInDevice;
  busy: boolean;
  onSignOut: () => void;
}

function Device({ device, busy, onSignOut }: DeviceProps) {
  const { t } = useWords();
  const locale = useLocale();
  const name = deviceName(device.userAgent) ?? t`Unknown device`;
  return (
    <li className="flex items-center gap-3 border-b border-hairline py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 text-body font-medium">
          {name}
          {device.current && (
            <Badge tone="accent">
              <Trans>This device</Trans>
            </Badge>
          )}
        </p>
        <p className="text-sm text-muted">
          <Trans>Last used {formatAgo(device.lastSeenAt, now(), locale)}</Trans>
          {device.ipAddress && <span> · {device.ipAddress}</span>}
        </p>
      </div>
      {!device.current && (
        <Button size="sm" busy={busy} onClick={onSignOut} aria-label={t`Sign out ${name}`}>
          <Trans>Sign out</Trans>
        </Button>
      )}
    </li>
  );
}
