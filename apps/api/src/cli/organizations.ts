import { parseArgs } from 'node:util';
import { EmailAddress, lineOfText } from '@healthprotocol/contracts';
import { type Config, readConfig } from '../config.ts';
import { createOrganization, invitationLink, invitationMail } from '../features/organization/index.ts';
import { systemClock } from '../platform/clock.ts';
import { joinOwnerDatabase } from '../platform/db/database-urls.ts';
import { openDatabase } from '../platform/db/pool.ts';
import { prepareDatabase } from '../platform/db/prepare-database.ts';
import { createLogger } from '../platform/logger.ts';
import { createMailer } from '../platform/mail/mailer.ts';

const usage = `Usage: npm run organizations -- create --name NAME --owner-email ADDRESS

  create      creates an organization and invites its first owner: the invitation is mailed, and its link printed

Works on DATABASE_URL, or on the embedded database in DATA_DIR. Settings: npm start -- --help
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Takes the command's own options out and leaves the settings to their table. */
function takeOptions(args: string[]): { options: Map<string, string>; rest: string[] } {
  const { tokens } = parseArgs({
    args,
    options: { name: { type: 'string' }, 'owner-email': { type: 'string' } },
    strict: false,
    tokens: true,
  });
  const options = new Map<string, string>();
  const taken = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== 'option' || !['name', 'owner-email'].includes(token.name)) continue;
    if (token.value !== undefined) options.set(token.name, token.value);
    taken.add(token.index);
    if (token.inlineValue === false) taken.add(token.index + 1);
  }
  return { options, rest: args.filter((_, index) => !taken.has(index)) };
}

/** Runs the command and returns the exit code. */
async function main(): Promise<number> {
  const { options, rest } = takeOptions(process.argv.slice(2));
  const read = readConfig({ words: ['create'], args: rest });
  if (read.kind === 'help') {
    say(usage);
    return 0;
  }
  const name = lineOfText(2, 100).safeParse(options.get('name'));
  const ownerEmail = EmailAddress.safeParse(options.get('owner-email'));
  const problems = [
    ...(read.kind === 'invalid' ? read.problems : []),
    ...(name.success ? [] : ['--name: 2 to 100 characters are needed']),
    ...(ownerEmail.success ? [] : ['--owner-email: an e-mail address is needed']),
  ];
  if (read.kind === 'invalid' || !name.success || !ownerEmail.success || read.words.join() !== 'create') {
    for (const problem of problems) complain(problem);
    complain(usage);
    return 2;
  }
  await create(read.config, name.data, ownerEmail.data);
  return 0;
}

async function create(config: Config, name: string, ownerEmail: string): Promise<void> {
  const { ownerUrl, release } = await joinOwnerDatabase(config, complain);
  try {
    const { appUrl } = await prepareDatabase({ ownerUrl, ...config });
    const database = openDatabase({ url: appUrl, poolMax: 1 });
    try {
      const origin = { actor: null, requestId: 'organizations-cli', ipAddress: null };
      const input = { name, ownerEmail, now: systemClock.now() };
      const { organizationId, issued } = await createOrganization(database, input, origin);
      say(`Created ${name} (${organizationId}).`);
      say(`Its owner accepts here, once and within 14 days:`);
      say(invitationLink(config.PUBLIC_URL, issued.token));
      const mailer = createMailer(config, createLogger(config));
      await mailer.send(invitationMail(config.PUBLIC_URL, issued)).then(
        () =>
          say(
            config.SMTP_URL ? `It was also mailed to ${ownerEmail}.` : 'The mail is a file in DATA_DIR/mail.',
          ),
        (error) => complain(`The mail could not be sent (${error.message}); hand the link over yourself.`),
      );
    } finally {
      await database.destroy();
    }
  } finally {
    await release();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
