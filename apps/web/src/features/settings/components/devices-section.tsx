import type { SignedInDevice } from '@healthprotocol/contracts/identity';
import { Trans, useLingui } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import { MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { messageOf } from '../../../platform/error-messages.ts';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { now } from '../../../shared/lib/clock.ts';
import { deviceName } from '../../../shared/lib/device-name.ts';
import { formatAgo, formatDateTime } from '../../../shared/lib/format.ts';
import { Badge } from '../../../shared/ui/badge.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { devicesQuery, useSignOutDevices } from '../api/devices.ts';

/** Where one is signed in, and the way out on every other device. */
export function DevicesSection() {
  const { t, i18n } = useLingui();
  const { data } = useSuspenseQuery(devicesQuery);
  const signOut = useSignOutDevices();
  const [asking, setAsking] = useState(false);
  const devices = data.items.toSorted((a, b) => Number(b.current) - Number(a.current));
  const others = devices.filter(({ current }) => !current).map(({ id }) => id);
  const leave = (ids: readonly string[], done: string) =>
    signOut.mutate(ids, {
      onSuccess: () => {
        showToast(done, { tone: 'done' });
        setAsking(false);
      },
      onError: (error) => showToast(i18n._(messageOf(error)), { tone: 'danger' }),
    });
  return (
    <section aria-labelledby="devices-heading">
      <div className="mb-3 flex min-h-9 flex-wrap items-center justify-between gap-2">
        <h2 id="devices-heading" className="text-base font-semibold">
          <Trans>Where you are signed in</Trans>
        </h2>
        {others.length > 0 && (
          <Button size="sm" onClick={() => setAsking(true)}>
            <Trans>Sign out all others</Trans>
          </Button>
        )}
      </div>
      <ul className="divide-y divide-hairline rounded-lg border border-hairline bg-surface">
        {devices.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            busy={signOut.isPending && signOut.variables.includes(device.id)}
            onSignOut={() => leave([device.id], t`The device is signed out.`)}
          />
        ))}
      </ul>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={<Trans>Sign out all other devices?</Trans>}
        description={<Trans>They ask for the password again. You stay signed in here.</Trans>}
        confirmLabel={<Trans>Sign out the others</Trans>}
        busy={signOut.isPending}
        onConfirm={() => leave(others, t`All other devices are signed out.`)}
      />
    </section>
  );
}

interface DeviceRowProps {
  device: SignedInDevice;
  busy: boolean;
  onSignOut: () => void;
}

function DeviceRow({ device, busy, onSignOut }: DeviceRowProps) {
  const { t } = useLingui();
  const locale = useLocale();

  const name = deviceName(device.userAgent) ?? t`Unknown device`;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <MonitorSmartphone aria-hidden="true" className="size-5 shrink-0 text-muted" />
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {device.current && (
            <Badge tone="done">
              <Trans>This device</Trans>
            </Badge>
          )}
        </p>
        <p
          className="text-sm text-muted tabular-nums"
          title={formatDateTime(device.lastSeenAt, { locale }, true)}
        >
          <Trans>Last seen {formatAgo(device.lastSeenAt, now(), locale)}</Trans>
          {device.ipAddress && ` · ${device.ipAddress}`}
        </p>
      </div>
      {!device.current && (
        <Button size="sm" busy={busy} aria-label={t`Sign out ${name}`} onClick={onSignOut}>
          <Trans>Sign out</Trans>
        </Button>
      )}
    </li>
  );
}
