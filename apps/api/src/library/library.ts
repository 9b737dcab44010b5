import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProtocolContent } from '@healthprotocol/contracts';
import { ProtocolFileError, parseProtocolFile } from './protocol-file.ts';

const EXTENSION = '.yaml';

/** The folder of the protocols that come with the product. */
export const LIBRARY_DIRECTORY = fileURLToPath(new URL('../../../../library/protocols/', import.meta.url));

/** A protocol of the library with the key under which it is known and the file it was read from. */
export interface LibraryProtocol {
  readonly key: string;
  readonly path: string;
  readonly content: ProtocolContent;
}

/**
 * Reads and validates every protocol of the library, sorted by key.
 * @throws Error that names each file that cannot be used, and why
 */
export async function loadLibrary(directory: string = LIBRARY_DIRECTORY): Promise<LibraryProtocol[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(EXTENSION)).toSorted();
  const problems: string[] = [];
  const protocols: LibraryProtocol[] = [];
  for (const name of names) {
    const path = join(directory, name);
    try {
      protocols.push(readLibraryProtocol(path, await readFile(path, 'utf8')));
    } catch (error) {
      if (!(error instanceof ProtocolFileError)) throw error;
      problems.push(`${path}\n${error.message}`);
    }
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return protocols;
}

function readLibraryProtocol(path: string, text: string): LibraryProtocol {
  const content = parseProtocolFile(text);
  const key = basename(path, EXTENSION);
  if (content.library?.key !== key) {
    const message = `must be ${key}, the name of the file`;
    throw new ProtocolFileError([{ path: 'library.key', line: 1, message }]);
  }
  return { key, path, content };
}
