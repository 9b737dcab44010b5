import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedPostgres } from '../../apps/api/src/platform/db/embedded-postgres.ts';
import { countLoaded, inWords, type LoadedCounts } from './count-loaded.ts';
import { keepAttention } from './keep-attention.ts';
import { loadDatabase } from './load-database.ts';
import { DAY_MS } from './people.ts';
import { populationOf, type Scale } from './population.ts';
import { openScaleDatabase, type ScaleDatabase, startScaleServer } from './scale-server.ts';

/** What a folder holds: which data, made up to which moment, how long each load took, and what the large one counts. */
type Contents = {
  data: string;
  nowMs: number;
  loadedInSeconds: Record<string, number>;
  loaded: LoadedCounts;
};

/** Both databases, measured on one server with the durable settings of a service. */
export type Compared = {
  server: EmbeddedPostgres;
  large: ScaleDatabase;
  small: ScaleDatabase;
  nowMs: number;
  loadedInSeconds: Record<string, number>;
  loaded: LoadedCounts;
};

/** What is compared with what. */
export type Sizes = { large: Scale; small: Scale };

/** Opens the two databases of a folder, and loads them before if the folder does not hold them yet. */
export async function openScaleFolder(
  folder: string,
  sizes: Sizes,
  say: (line: string) => void,
): Promise<Compared> {
  const { nowMs, loadedInSeconds, loaded } = await filled(folder, sizes, say);
  const server = await startScaleServer(folder, 'measuring');
  const [large, small] = [
    await openScaleDatabase(server, 'healthprotocol'),
    await openScaleDatabase(server, 'reference'),
  ];
  for (const database of [small, large]) await keepAttention(database, nowMs, say);
  return { server, large, small, nowMs, loadedInSeconds, loaded };
}

async function filled(folder: string, sizes: Sizes, say: (line: string) => void): Promise<Contents> {
  const file = join(folder, 'scale.json');
  const data = createHash('sha256')
    .update(JSON.stringify([populationOf(sizes.large), populationOf(sizes.small)]))
    .digest('hex');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Contents) : undefined;
  if (known?.data === data) {
    say(`Using what was loaded into ${folder}`);
    return known;
  }
  // Noon in UTC, when it is the same date in every zone of the clients.
  const nowMs = Math.floor(Date.now() / DAY_MS) * DAY_MS + DAY_MS / 2;
  const loadedInSeconds: Record<string, number> = {};
  let loaded: LoadedCounts | undefined;
  const server = await startScaleServer(folder, 'loading');
  try {
    for (const [name, scale] of [
      ['reference', sizes.small],
      ['healthprotocol', sizes.large],
    ] as const) {
      const started = performance.now();
      const database = await openScaleDatabase(server, name);
      await loadDatabase(database, scale, nowMs);
      loadedInSeconds[name] = Math.round((performance.now() - started) / 1000);
      loaded = await countLoaded(database.ownerUrl);
      say(`${name}: loaded in ${loadedInSeconds[name]} s: ${inWords(loaded)}`);
    }
  } finally {
    await server.stop();
  }
  // The large one was loaded last.
  const contents: Contents = { data, nowMs, loadedInSeconds, loaded: loaded! };
  writeFileSync(file, JSON.stringify(contents));
  return contents;
}
