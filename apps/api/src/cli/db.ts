import { readConfig } from '../config.ts';
import { checkAppRole, ensureAppRole } from '../platform/db/app-role.ts';
import { joinOwnerDatabase } from '../platform/db/database-urls.ts';
import { migrateDown, migrateToZero, migrateUp, migrationStatus } from '../platform/db/migrator.ts';
import { loadOrCreateSecret } from '../platform/secret.ts';

const usage = `Usage: npm run db -- COMMAND

  up          apply every migration that is missing
  down        take the newest migration back
  down --all  take every migration back and with it all data; not in production
  status      list the migrations and when each was applied
  reset       take every migration back and apply all again; not in production

Works on DATABASE_URL, or on the embedded database in DATA_DIR. Settings: npm start -- --help
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Runs one command on the schema and returns the exit code. */
async function main(): Promise<number> {
  const read = readConfig({ words: ['up', 'down', 'status', 'reset', '--all'] });
  if (read.kind === 'help') {
    say(usage);
    return 0;
  }
  if (read.kind === 'invalid') {
    for (const problem of read.problems) complain(problem);
    complain(usage);
    return 2;
  }
  const { config, words } = read;
  const command = words.join(' ');
  if (['reset', 'down --all'].includes(command) && config.NODE_ENV === 'production') {
    complain(`${command} destroys all data and is refused in production`);
    return 2;
  }
  if (!['up', 'down', 'down --all', 'status', 'reset'].includes(command)) {
    complain(usage);
    return 2;
  }

  const { ownerUrl, release } = await joinOwnerDatabase(config, complain);
  const report = (verb: string, names: string[]): void => {
    for (const name of names) say(`${verb} ${name}`);
    if (names.length === 0) say('nothing to do');
  };
  const up = async (): Promise<void> => {
    const secret = config.SECRET ?? loadOrCreateSecret(config.DATA_DIR, 'secret');
    const appUrl = await ensureAppRole({ ownerUrl, appUrl: config.DATABASE_APP_URL, secret });
    report('applied', await migrateUp(ownerUrl));
    await checkAppRole(appUrl);
  };
  try {
    if (command === 'up') await up();
    if (command === 'down') report('took back', await migrateDown(ownerUrl));
    if (command === 'down --all' || command === 'reset') report('took back', await migrateToZero(ownerUrl));
    if (command === 'reset') await up();
    if (command === 'status')
      for (const { name, appliedAt } of await migrationStatus(ownerUrl))
        say(`${name}  ${appliedAt ? `applied ${appliedAt.toISOString()}` : 'not applied'}`);
  } finally {
    await release();
  }
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
