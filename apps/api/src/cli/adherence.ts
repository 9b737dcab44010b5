import { readConfig } from '../config.ts';
import { type AdherencePass, passOverAdherence } from '../features/adherence/index.ts';
import { joinOwnerDatabase } from '../platform/db/database-urls.ts';
import { openDatabase } from '../platform/db/pool.ts';
import { openAppRole } from '../platform/db/prepare-database.ts';
import { inTenantTransaction } from '../platform/db/tenant-transaction.ts';
import { newId } from '../platform/ids.ts';

const usage = `Usage: npm run adherence -- COMMAND

  verify   work adherence out from the check-ins alone and compare it with what is kept; changes nothing
  rebuild  the same, and write anew what differs

Exits with 1 when something differed and was not written anew.
Works on DATABASE_URL, or on the embedded database in DATA_DIR. Settings: npm start -- --help
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Goes over every assignment of every organization and returns the exit code. */
async function main(): Promise<number> {
  const read = readConfig({ words: ['verify', 'rebuild'] });
  if (read.kind === 'help') {
    say(usage);
    return 0;
  }
  if (read.kind === 'invalid' || read.words.length !== 1) {
    if (read.kind === 'invalid') for (const problem of read.problems) complain(problem);
    complain(usage);
    return 2;
  }
  const { config } = read;
  const repair = read.words[0] === 'rebuild';
  const { ownerUrl, release } = await joinOwnerDatabase(config, complain);
  try {
    const appUrl = await openAppRole({ ownerUrl, ...config });
    const { checked, wrong } = await passOverAll({ ownerUrl, appUrl, repair });
    say(`${checked} assignments checked, ${wrong} differed${repair ? ' and were written anew' : ''}`);
    return wrong > 0 && !repair ? 1 : 0;
  } finally {
    await release();
  }
}

async function passOverAll({
  ownerUrl,
  appUrl,
  repair,
}: {
  ownerUrl: string;
  appUrl: string;
  repair: boolean;
}): Promise<{ checked: number; wrong: number }> {
  // Only the owner of the tables sees which organizations there are; their data is read as the service reads it.
  const owner = openDatabase({ url: ownerUrl, poolMax: 1 });
  const app = openDatabase({ url: appUrl, poolMax: 1, limits: { statementTimeoutMs: 600_000 } });
  const origin = { actor: null, requestId: newId(), ipAddress: null };
  const total = { checked: 0, wrong: 0 };
  try {
    const organizations = await owner.selectFrom('organizations').select('id').orderBy('id').execute();
    for (const { id: organizationId } of organizations) {
      let after: string | null = null;
      do {
        const from: string | null = after;
        const { checked, wrong, last }: AdherencePass = await inTenantTransaction(
          app,
          organizationId,
          origin,
          (tx) => passOverAdherence(tx, from, { repair }),
        );
        for (const assignmentId of wrong)
          say(`organization ${organizationId} assignment ${assignmentId} differs`);
        total.checked += checked;
        total.wrong += wrong.length;
        after = last;
      } while (after !== null);
    }
  } finally {
    await Promise.all([owner.destroy(), app.destroy()]);
  }
  return total;
}

try {
  process.exitCode = await main();
} catch (error) {
  complain(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
