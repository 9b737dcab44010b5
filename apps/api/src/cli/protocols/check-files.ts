import { publishProblems } from '@healthprotocol/domain';
import { sanitiseHtml } from '../../features/protocols/index.ts';
import { serialiseProtocolFile } from '../../library/protocol-file.ts';
import { type ProtocolFile, readProtocolFiles } from './protocol-files.ts';

/** What is wrong with files, and what an import would change in them or an export write differently. */
export async function checkFiles(
  path: string,
): Promise<{ checked: number; problems: string[]; notes: string[] }> {
  const { files, problems } = await readProtocolFiles(path);
  return { checked: files.length, problems, notes: files.flatMap(notesOn) };
}

function notesOn({ path, text, content }: ProtocolFile): string[] {
  const html = sanitiseHtml(content.content);
  if (html !== content.content)
    return [`${path}: content: holds markup that is not kept, or is kept in another form`];
  const [problem] = publishProblems(content);
  if (problem?.code === 'protocol_empty')
    return [`${path}: activities: a protocol without activities can be imported, but not published`];
  if (problem)
    return [`${path}: holds more than a plan may (${problem.reason}): it can be imported, but not published`];
  return serialiseProtocolFile(content) === text ? [] : [`${path}: an export would lay it out differently`];
}
