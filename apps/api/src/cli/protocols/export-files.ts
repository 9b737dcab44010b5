import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProtocolContent } from '@healthprotocol/contracts';
import { listProtocolContents } from '../../features/protocols/index.ts';
import { serialiseProtocolFile } from '../../library/protocol-file.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';

/**
 * Writes the newest version of each protocol, or its draft before the first, as a file that can be imported again; retired
 * protocols only when asked for. Gives the paths.
 * @throws Error when the protocol that is asked for does not exist
 */
export async function exportFiles(
  tx: TenantTx,
  folder: string,
  protocolId: string | undefined,
): Promise<string[]> {
  const all = await listProtocolContents(tx);
  const wanted = all.filter(({ id, status }) =>
    protocolId === undefined ? status !== 'retired' : id === protocolId.toLowerCase(),
  );
  if (protocolId !== undefined && wanted.length === 0)
    throw new Error(`There is no protocol ${protocolId} in this organization`);

  await mkdir(folder, { recursive: true });
  const taken = new Set<string>();
  const paths: string[] = [];
  for (const { id, content } of wanted) {
    const stem = stemOf(content);
    const name = taken.has(stem) || stem === '' ? [stem, id].filter(Boolean).join('-') : stem;
    taken.add(name);
    const path = join(folder, `${name}.yaml`);
    await writeFile(path, serialiseProtocolFile(content));
    paths.push(path);
  }
  return paths;
}

/** A protocol of the library keeps the name of its file; another is named after its title. */
function stemOf({ library, title }: ProtocolContent): string {
  if (library) return library.key;
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mn}/gu, '');
  return words.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
