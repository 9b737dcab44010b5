import { parseArgs } from 'node:util';
import { type Config, readConfig } from '../config.ts';
import { checkFiles } from './protocols/check-files.ts';
import { exportFiles } from './protocols/export-files.ts';
import { type ImportedFile, ImportRefused, importFiles } from './protocols/import-files.ts';
import { inOrganization } from './protocols/in-organization.ts';
import { readProtocolFiles } from './protocols/protocol-files.ts';

const usage = `Usage: npm run protocols -- COMMAND

  import FILE|DIR [--organization ID|NAME] [--publish]
          bring protocols into an organization as drafts, or published; all files or none. A file that was imported
          before and has not changed is skipped; one that has changed becomes the draft of the next version
  export DIR [--organization ID|NAME] [--protocol ID]
          write the newest version of each protocol as a file, or the draft of one that was never published
  check FILE|DIR
          say everything that is wrong with files, by line and field; needs no database

The organization may be left out where there is only one. Imports are made in the name of its first owner.
Exits with 1 when a file is not valid or cannot be imported, with 2 when the command itself is wrong.
Works on DATABASE_URL, or on the embedded database in DATA_DIR. Settings: npm start -- --help
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

type Options = { organization?: string | undefined; protocol?: string | undefined; publish: boolean };

const ownOptions = {
  organization: { type: 'string' },
  protocol: { type: 'string' },
  publish: { type: 'boolean' },
} as const;

/** Takes the command's own options out and leaves the settings to their table. */
function takeOptions(args: string[]): { options: Options; rest: string[]; problems: string[] } {
  const { tokens } = parseArgs({ args, options: ownOptions, strict: false, tokens: true });
  const options: Options = { publish: false };
  const problems: string[] = [];
  const taken = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== 'option' || !(token.name in ownOptions)) continue;
    taken.add(token.index);
    if (token.inlineValue === false) taken.add(token.index + 1);
    if (token.name === 'publish') options.publish = true;
    else if (!token.value) problems.push(`${token.rawName}: needs a value`);
    else options[token.name as 'organization' | 'protocol'] = token.value;
  }
  return { options, rest: args.filter((_, index) => !taken.has(index)), problems };
}

/** Runs one command and returns the exit code. */
async function main(): Promise<number> {
  const { options, rest, problems } = takeOptions(process.argv.slice(2));
  const read = readConfig({ words: rest.filter((word) => !word.startsWith('-')), args: rest });
  if (read.kind === 'help') {
    say(usage);
    return 0;
  }
  if (read.kind === 'invalid') problems.push(...read.problems);
  const [command = '', path, ...more] = read.kind === 'config' ? read.words : [];
  const known = ['import', 'export', 'check'].includes(command) && path !== undefined && more.length === 0;
  if (problems.length > 0 || read.kind === 'invalid' || !known) {
    for (const problem of problems) complain(problem);
    complain(usage);
    return 2;
  }
  if (command === 'check') return runCheck(path);
  if (command === 'export') return runExport(read.config, path, options);
  return runImport(read.config, path, options);
}

async function runCheck(path: string): Promise<number> {
  const { checked, problems, notes } = await checkFiles(path);
  for (const note of notes) say(`note: ${note}`);
  for (const problem of problems) complain(problem);
  if (problems.length > 0) return 1;
  say(checked === 1 ? '1 file is valid' : `${checked} files are valid`);
  return 0;
}

async function runExport(config: Config, folder: string, options: Options): Promise<number> {
  const paths = await inOrganization(config, options.organization, complain, (tx) =>
    exportFiles(tx, folder, options.protocol),
  );
  for (const path of paths) say(`wrote ${path}`);
  if (paths.length === 0) say('nothing to export');
  return 0;
}

async function runImport(config: Config, path: string, options: Options): Promise<number> {
  const { files, problems } = await readProtocolFiles(path);
  if (problems.length > 0) return refuse(problems);
  try {
    const { imported, organizationName } = await inOrganization(
      config,
      options.organization,
      complain,
      async (tx, { organizationName, memberId, now }) => ({
        organizationName,
        imported: await importFiles(tx, files, { publish: options.publish, memberId, now }),
      }),
    );
    for (const file of imported) say(`${whatHappened(file)}  ${file.path}`);
    const written = imported.filter(({ outcome, version }) => isChange(outcome) || version !== null).length;
    say(`${written} imported into ${organizationName}, ${imported.length - written} left as they were`);
    return 0;
  } catch (error) {
    if (error instanceof ImportRefused) return refuse(error.problems);
    throw error;
  }
}

const isChange = (outcome: ImportedFile['outcome']): boolean =>
  outcome === 'created' || outcome === 'changed';

function whatHappened({ outcome, version }: ImportedFile): string {
  if (version !== null) return `published as version ${version}`;
  return {
    created: 'new draft',
    changed: 'draft of the next version',
    unchanged: 'unchanged',
    retired: 'left retired',
  }[outcome];
}

function refuse(problems: string[]): number {
  for (const problem of problems) complain(problem);
  complain('Nothing was imported.');
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
