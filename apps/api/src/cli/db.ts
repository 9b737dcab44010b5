import { createInterface } from 'node:readline';
import { type Config, readConfig } from '../config.ts';
import { renewRolePassword } from '../platform/db/app-role.ts';
import { countConnected, watchForConnected } from '../platform/db/connected-services.ts';
import { joinOwnerDatabase } from '../platform/db/database-urls.ts';
import {
  forgetSecrets,
  recordSecret,
  refuseForeignSecret,
  withInstallation,
} from '../platform/db/installation.ts';
import { migrateDown, migrateToZero, migrationStatus } from '../platform/db/migrator.ts';
import { prepareDatabase } from '../platform/db/prepare-database.ts';
import { withClient } from '../platform/db/with-client.ts';

const usage = `Usage: npm run db -- COMMAND

  up             apply every migration that is missing
  down           take the newest migration back
  down --all     take every migration back and with it all data
  reset          take every migration back and apply all again
  status         list the migrations and when each was applied
  accept-secret  let the database be used with the SECRET that is set, besides the ones it knows
  role-password  give the role that was made for the service a new password

What destroys data asks for the name of the database. That, and role-password, are refused while a service is connected.
Works on DATABASE_URL, or on the embedded database in DATA_DIR. Settings: npm start -- --help
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

type Command = (config: Config, ownerUrl: string) => Promise<void>;

const commands: Record<string, Command> = {
  up,
  down: async (_config, ownerUrl) => report('took back', await migrateDown(ownerUrl)),
  'down --all': takeEverythingBack,
  reset: async (config, ownerUrl) => {
    await takeEverythingBack(config, ownerUrl);
    await up(config, ownerUrl);
  },
  status: async (_config, ownerUrl) => {
    for (const { name, appliedAt } of await migrationStatus(ownerUrl))
      say(`${name}  ${appliedAt ? `applied ${appliedAt.toISOString()}` : 'not applied'}`);
  },
  'accept-secret': async ({ SECRET }, ownerUrl) => {
    if (!SECRET) throw new Error('SECRET: is not set');
    await withInstallation(ownerUrl, (owner) => recordSecret(owner, SECRET));
    say('The database can be used with this SECRET.');
  },
  'role-password': async (config, ownerUrl) => {
    refuseConnected(await watchForConnected({ ownerUrl, ...config }));
    say(`The role ${await renewRolePassword(ownerUrl)} has a new password.`);
  },
};

async function up(config: Config, ownerUrl: string): Promise<void> {
  const { applied } = await prepareDatabase({ ownerUrl, ...config });
  report('applied', applied);
}

async function takeEverythingBack(config: Config, ownerUrl: string): Promise<void> {
  refuseConnected(await countConnected({ ownerUrl, ...config }));
  const { pathname, host } = new URL(ownerUrl);
  const name = decodeURIComponent(pathname.slice(1));
  const answer = await ask(
    `This destroys all data of ${name} on ${host}. Type the name of the database to go on: `,
  );
  if (answer.trim() !== name) throw new Error(`That is not its name (${name}); nothing was done.`);
  refuseConnected(await watchForConnected({ ownerUrl, ...config }));
  report('took back', await migrateToZero(ownerUrl));
  await forgetSecrets(ownerUrl);
}

function refuseConnected(connected: number): void {
  if (connected === 0) return;
  const connections = connected === 1 ? 'connection' : 'connections';
  throw new Error(
    `A service is connected to the database (${connected} ${connections}). Stop it first; nothing was done.`,
  );
}

/** The next line of the input, or nothing where it has ended. */
async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  return '';
}

function report(verb: string, names: string[]): void {
  for (const name of names) say(`${verb} ${name}`);
  if (names.length === 0) say('nothing to do');
}

/** Runs one command and returns the exit code. */
async function main(): Promise<number> {
  const read = readConfig({ words: [...Object.keys(commands), '--all'] });
  if (read.kind === 'help') {
    say(usage);
    return 0;
  }
  if (read.kind === 'invalid') {
    for (const problem of read.problems) complain(problem);
    complain(usage);
    return 2;
  }
  const command = commands[read.words.join(' ')];
  if (!command) {
    complain(usage);
    return 2;
  }
  const { ownerUrl, release } = await joinOwnerDatabase(read.config, complain);
  const { SECRET } = read.config;
  try {
    if (SECRET && command !== commands['accept-secret'])
      await withClient(ownerUrl, (owner) => refuseForeignSecret(owner, [SECRET]));
    await command(read.config, ownerUrl);
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
