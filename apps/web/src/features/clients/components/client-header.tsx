import type { Client } from '@healthprotocol/contracts/clients';
import { ageOn } from '@healthprotocol/domain/local-date';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Archive, Baby, Clock, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { dateIn } from '../../../shared/lib/clock.ts';
import { formatDate, formatTime } from '../../../shared/lib/format.ts';
import { zoneCity } from '../../../shared/lib/zone-label.ts';
import { Badge } from '../../../shared/ui/badge.tsx';
import { useMinute } from '../hooks/use-minute.ts';
import { pregnancyWords } from '../record-words.ts';
import { LoginBadge } from './login-badge.tsx';

interface ClientHeaderProps {
  client: Client;
  /** Way back to the list. */
  back: ReactNode;
  actions: ReactNode;
  /** What puts the client before the practitioner now. */
  flags?: ReactNode;
}

/** Who this is and what must not be forgotten about them; it stays while everything below scrolls. */
export function ClientHeader({ client, back, actions, flags }: ClientHeaderProps) {
  const { i18n } = useLingui();
  const { name, allergies, pregnancyStatus } = client;
  useEffect(() => {
    document.title = `${name} · HealthProtocol`;
  }, [name]);
  const tellsPregnancy = pregnancyStatus !== 'not_recorded' && pregnancyStatus !== 'not_pregnant';
  return (
    <header className="sticky top-(--bar-height,0px) z-20 border-b border-hairline bg-surface [@media(height<34rem)]:static">
      <div className="mx-auto max-w-6xl px-4 py-3 sm:px-8">
        <div className="flex items-start gap-2">
          <div className="-ms-2">{back}</div>
          <div className="flex min-h-9 min-w-0 flex-1 flex-wrap items-center gap-x-3">
            <h1 dir="auto" className="text-lg font-semibold">
              {name}
            </h1>
            <ClientFacts client={client} />
          </div>
          {actions}
        </div>
        <div className="mt-1 flex flex-wrap items-center gap-1.5 sm:ps-9">
          {client.archivedAt !== null && (
            <Badge tone="attention" icon={<Archive aria-hidden="true" />}>
              <Trans>Archived</Trans>
            </Badge>
          )}
          {allergies.length === 0 ? (
            <Badge>
              <Trans>No allergy recorded</Trans>
            </Badge>
          ) : (
            allergies.map(({ label }) => (
              <Badge key={label} tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
                <Trans>Allergy: {label}</Trans>
              </Badge>
            ))
          )}
          {tellsPregnancy && (
            <Badge tone="attention" icon={<Baby aria-hidden="true" />}>
              {i18n._(pregnancyWords[pregnancyStatus])}
            </Badge>
          )}
          <LoginBadge login={client.login} />
          {flags}
        </div>
      </div>
    </header>
  );
}

/** Age, and the time on the client's own wall. */
function ClientFacts({ client: { birthDate, timeZone } }: { client: Client }) {
  const locale = useLocale();
  const instant = useMinute();
  const time = formatTime(instant.toISOString(), { locale, timeZone });
  const city = zoneCity(timeZone);
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-sm text-muted tabular-nums">
      {birthDate === null ? (
        <span>
          <Trans>Age not recorded</Trans>
        </span>
      ) : (
        <span title={formatDate(birthDate, 'medium', locale)}>
          <Plural value={ageOn(birthDate, dateIn(instant, timeZone))} one="# year" other="# years" />
        </span>
      )}
      <span className="flex items-center gap-1" title={timeZone}>
        <Clock aria-hidden="true" className="size-4" />
        <Trans>
          {time} in {city}
        </Trans>
      </span>
    </p>
  );
}
