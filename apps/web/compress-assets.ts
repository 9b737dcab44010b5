import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const compressible = /\.(?:js|css|svg|json|map|txt|webmanifest)$/;

/** Below this a compressed file saves nothing. */
const WORTHWHILE_BYTES = 256;

/**
 * Writes a .br and a .gz beside each file that shrinks, as small as they get: it is done once and served for a year. Not zstd:
 * whoever takes it takes brotli as well, which at this level is smaller.
 */
export function compressAssets(): Plugin {
  return {
    name: 'compress-assets',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const files = Object.keys(bundle).filter((file) => compressible.test(file) && !file.startsWith('.'));
      await Promise.all(files.map((file) => compressFile(join(dir ?? '', file))));
    },
  };
}

async function compressFile(path: string): Promise<void> {
  const raw = await readFile(path);
  if (raw.length < WORTHWHILE_BYTES) return;
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    promisify(gzip)(raw, { level: 9 }),
  ]);
  if (br.length < raw.length) await writeFile(`${path}.br`, br);
  if (gz.length < raw.length) await writeFile(`${path}.gz`, gz);
}
