import { type ImportedProtocol, importProtocol } from '../../features/protocols/index.ts';
import { AppError } from '../../platform/app-error.ts';
import type { TenantTx } from '../../platform/db/tenant-transaction.ts';
import type { Workplace } from './in-organization.ts';
import type { ProtocolFile } from './protocol-files.ts';

export type ImportedFile = ImportedProtocol & { path: string };

/** Says for every file that could not be imported why; nothing of the others stays either. */
export class ImportRefused extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.name = 'ImportRefused';
    this.problems = problems;
  }
}

/**
 * Imports all files, or none.
 * @throws ImportRefused with every problem of every file
 */
export async function importFiles(
  tx: TenantTx,
  files: readonly ProtocolFile[],
  { publish, memberId, now }: { publish: boolean } & Pick<Workplace, 'memberId' | 'now'>,
): Promise<ImportedFile[]> {
  const imported: ImportedFile[] = [];
  const problems: string[] = [];
  for (const { path, content } of files) {
    try {
      imported.push({ path, ...(await importProtocol(tx, { content, publish, memberId, now })) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push(...reasons(error).map((reason) => `${path}: ${reason}`));
    }
  }
  if (problems.length > 0) throw new ImportRefused(problems);
  return imported;
}

function reasons({ code, message, issues = [] }: AppError): string[] {
  if (code === 'draft_changed')
    return ['somebody has edited the draft that this would replace; publish or discard it first'];
  if (code !== 'validation_failed' || issues.length === 0) return [message];
  return issues.map((issue) => `${issue.path.replace(/^content\./, '')}: ${issue.message}`);
}
