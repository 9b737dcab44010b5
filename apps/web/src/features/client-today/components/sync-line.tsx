import { Plural, Trans } from '@lingui/react/macro';
import { onlineManager } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatTime } from '../../../shared/lib/format.ts';
import { Button } from '../../../shared/ui/button.tsx';

interface SyncLineProps {
  /** The last attempt to load or to send did not get through. */
  failed: boolean;
  waiting: number;
  /** When the screen last agreed with the service, in milliseconds since 1970. */
  inStepAt: number;
  timeZone: string;
  onRetry: () => void;
}

const isOnline = () => onlineManager.isOnline();
const watchOnline = (listener: () => void) => onlineManager.subscribe(listener);

/** Says that the screen stands on its own at the moment, since when, and what waits. */
export function SyncLine({ failed, waiting, inStepAt, timeZone, onRetry }: SyncLineProps) {
  const locale = useLocale();
  const online = useSyncExternalStore(watchOnline, isOnline);
  const isOut = failed || !online;
  const time = formatTime(new Date(inStepAt).toISOString(), { locale, timeZone });
  return (
    // Always there, so that screen readers hear it fill; without words it takes no room.
    <div role="status" className={isOut ? '' : '-mt-6'}>
      {isOut && (
        <div className="flex items-center gap-3 rounded-lg bg-attention-soft py-2 ps-4 pe-2 text-sm text-attention-ink">
          <CloudOff aria-hidden="true" className="size-5 shrink-0" />
          <p className="min-w-0 flex-1">
            {online ? <Trans>The service can't be reached.</Trans> : <Trans>You're offline.</Trans>}{' '}
            {waiting > 0 && (
              <Plural
                value={waiting}
                one="# answer waits to be sent: keep this page open."
                other="# answers wait to be sent: keep this page open."
              />
            )}{' '}
            <span className="whitespace-nowrap">
              <Trans>Last in step at {time}.</Trans>
            </span>
          </p>
          <Button size="sm" variant="quiet" onClick={onRetry}>
            <Trans>Try now</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}
