import type { Client, RecordEntry } from '@healthprotocol/contracts/clients';
import { Trans, useLingui } from '@lingui/react/macro';
import { Pencil } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatDate, formatTime } from '../../../shared/lib/format.ts';
import { zoneLabel } from '../../../shared/lib/zone-label.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { codeSystems } from '../code-systems.ts';
import { pregnancyWords } from '../record-words.ts';
import { LinesSkeleton } from './client-skeletons.tsx';

const loadForm = () => import('./client-record-form.tsx');
const ClientRecordForm = lazy(async () => ({ default: (await loadForm()).ClientRecordForm }));

/** What is recorded about the client, to read and to change. */
export function ClientRecord({ client }: { client: Client }) {
  const { i18n } = useLingui();
  const locale = useLocale();
  const [editing, setEditing] = useState(false);
  if (editing) {
    return (
      <section className="max-w-3xl rounded-lg border border-hairline bg-surface p-4 sm:p-6">
        <Suspense fallback={<LinesSkeleton />}>
          <ClientRecordForm client={client} onDone={() => setEditing(false)} />
        </Suspense>
      </section>
    );
  }
  const hour = formatTime(`2000-01-01T0${client.dayStartHour}:00:00Z`, { locale, timeZone: 'UTC' });
  return (
    <section className="max-w-3xl rounded-lg border border-hairline bg-surface p-4 sm:p-6">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h2 className="text-base font-semibold">
          <Trans>Record</Trans>
        </h2>
        {client.archivedAt === null && (
          <Button
            size="sm"
            icon={<Pencil aria-hidden="true" className="size-4" />}
            onPointerEnter={() => void loadForm()}
            onClick={() => setEditing(true)}
          >
            <Trans>Change</Trans>
          </Button>
        )}
      </div>
      <dl className="divide-y divide-hairline">
        <Fact term={<Trans>E-mail address</Trans>}>{client.email}</Fact>
        <Fact term={<Trans>Birth date</Trans>}>
          {client.birthDate && formatDate(client.birthDate, 'medium', locale)}
        </Fact>
        <Fact term={<Trans>Pregnancy</Trans>}>{i18n._(pregnancyWords[client.pregnancyStatus])}</Fact>
        <Fact term={<Trans>Conditions</Trans>}>
          <Entries entries={client.conditions} />
        </Fact>
        <Fact term={<Trans>Medications</Trans>}>
          <Entries entries={client.medications} />
        </Fact>
        <Fact term={<Trans>Allergies</Trans>}>
          <Entries entries={client.allergies} />
        </Fact>
        <Fact term={<Trans>Time zone</Trans>}>{zoneLabel(client.timeZone)}</Fact>
        <Fact term={<Trans>The day starts at</Trans>}>{hour}</Fact>
        <Fact term={<Trans>Units</Trans>}>
          {client.units === 'metric' ? <Trans>Metric</Trans> : <Trans>Imperial</Trans>}
        </Fact>
        <Fact term={<Trans>Care team</Trans>}>
          {client.careTeam.map(({ name }) => name).join(', ') || null}
        </Fact>
      </dl>
    </section>
  );
}

function Fact({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 py-2 text-body sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt className="text-muted">{term}</dt>
      <dd dir="auto" className="[overflow-wrap:anywhere]">
        {children || (
          <span className="text-muted">
            <Trans>Nothing recorded</Trans>
          </span>
        )}
      </dd>
    </div>
  );
}

function Entries({ entries }: { entries: readonly RecordEntry[] }) {
  if (entries.length === 0) {
    return (
      <span className="text-muted">
        <Trans>Nothing recorded</Trans>
      </span>
    );
  }
  return (
    <ul className="flex flex-col gap-0.5">
      {entries.map(({ label, code }) => (
        <li key={`${label}-${code?.code ?? ''}`}>
          <span dir="auto">{label}</span>
          {code && (
            <span className="ms-2 text-sm text-muted">
              {codeSystems[code.system]} {code.code}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
