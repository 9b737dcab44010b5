import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProtocolContent } from '@healthprotocol/contracts';
import { ProtocolFileError, parseProtocolFile } from '../../library/protocol-file.ts';

export type ProtocolFile = { path: string; text: string; content: ProtocolContent };

/** Files that were read, and a line for everything that keeps one from being used. */
export type ReadFiles = { files: ProtocolFile[]; problems: string[] };

/** Reads and validates one file, or every `.yaml` and `.yml` file of a folder. */
export async function readProtocolFiles(path: string): Promise<ReadFiles> {
  const paths = await filesAt(path);
  if (paths.length === 0) return { files: [], problems: [`${path}: there is no .yaml file here`] };
  const read = await Promise.all(paths.map(readOne));
  const files = read.flatMap((result) => ('content' in result ? [result] : []));
  const problems = read.flatMap((result) => ('problems' in result ? result.problems : []));
  return { files, problems: [...problems, ...sharedKeys(files)] };
}

async function filesAt(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = await readdir(path);
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted()
    .map((name) => join(path, name));
}

async function readOne(path: string): Promise<ProtocolFile | { problems: string[] }> {
  const text = await readFile(path, 'utf8');
  try {
    return { path, text, content: parseProtocolFile(text) };
  } catch (error) {
    if (!(error instanceof ProtocolFileError)) throw error;
    const lines = error.issues.map(
      (issue) => `${path}:${issue.line}: ${issue.path && `${issue.path}: `}${issue.message}`,
    );
    return { problems: lines };
  }
}

/** Two files with one key would be imported as two versions of one protocol. */
function sharedKeys(files: ProtocolFile[]): string[] {
  const first = new Map<string, string>();
  return files.flatMap(({ path, content }) => {
    const key = content.library?.key;
    if (key === undefined) return [];
    const other = first.get(key);
    first.set(key, other ?? path);
    return other ? [`${path}: library.key: ${other} has the same key, ${key}`] : [];
  });
}
