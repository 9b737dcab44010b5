import { type LocalDate, ProtocolContent } from '@healthprotocol/contracts';
import { addDays, localDateOf } from '@healthprotocol/domain';
import { loadVersionContents, versionKey } from '../features/plans/index.ts';
import { importProtocol } from '../features/protocols/index.ts';
import type { LibraryProtocol } from '../library/library.ts';
import type { TenantTx } from '../platform/db/tenant-transaction.ts';
import { retireProtocol } from './demo.repository.ts';
import type { DemoOrganization } from './organizations.ts';
import { begunProtocols, revise } from './own-protocols.ts';

/** A protocol of an organization with its versions, the oldest first. */
export type DemoProtocol = {
  id: string;
  versions: { version: number; content: ProtocolContent; publishedOn: LocalDate }[];
};

const PUBLISHED_DAYS_AGO = 200;
const REVISED_DAYS_AGO = 21;
const RETIRED_DAYS_AGO = 3;
const BEGUN_DAYS_AGO = 2;

/** Brings the library into an organization and publishes it, revises, retires and begins some; returns all by their key in the library. */
export async function makeProtocols(
  tx: TenantTx,
  organization: DemoOrganization,
  { library, memberId, now }: { library: readonly LibraryProtocol[]; memberId: string; now: Date },
): Promise<Map<string, DemoProtocol>> {
  const { revised, retired, inRevision } = organization.protocols;
  const by = (daysAgo: number) => ({ memberId, now: new Date(now.getTime() - daysAgo * 86_400_000) });
  const dateOf = (daysAgo: number) => addDays(localDateOf(now, organization.timeZone, 0), -daysAgo);
  const protocols = new Map<string, DemoProtocol>();
  const publish = async (key: string, content: ProtocolContent, daysAgo: number) => {
    const { id, version } = await importProtocol(tx, { content, publish: true, ...by(daysAgo) });
    if (version === null) throw new Error(`The demo data could not publish ${key}`);
    const contents = await loadVersionContents(tx, [{ protocolId: id, version }]);
    const kept = contents.get(versionKey({ protocolId: id, version }))!;
    const known = protocols.get(key) ?? { id, versions: [] };
    known.versions.push({ version, content: kept, publishedOn: dateOf(daysAgo) });
    protocols.set(key, known);
  };

  for (const { key, content } of library) {
    await publish(key, content, PUBLISHED_DAYS_AGO);
    if (key === revised) await publish(key, revise(key, content), REVISED_DAYS_AGO);
    if (key === inRevision) {
      await importProtocol(tx, { content: revise(key, content), publish: false, ...by(BEGUN_DAYS_AGO) });
    }
    if (key === retired) await retireProtocol(tx, protocols.get(key)!.id, by(RETIRED_DAYS_AGO).now);
  }
  const begun = ProtocolContent.parse(begunProtocols[organization.key]);
  await importProtocol(tx, { content: begun, publish: false, ...by(BEGUN_DAYS_AGO) });
  return protocols;
}
