import { checkAppRole, ensureAppRole } from './app-role.ts';
import { recordSecret, refuseForeignSecret, withInstallation } from './installation.ts';
import { migrateUp } from './migrator.ts';
import { withClient } from './with-client.ts';

type Settings = {
  ownerUrl: string;
  DATABASE_APP_URL?: string | undefined;
  /** A command needs none; one that it is given must be the database's. */
  SECRET?: string | undefined;
};

/**
 * Makes a database ready for a service or a command: its role and its newest schema. Nothing that a running service rests on is
 * changed, and nothing at all if the database is used with another secret.
 */
export async function prepareDatabase(settings: Settings): Promise<{ appUrl: string; applied: string[] }> {
  const appUrl = await openAppRole(settings);
  const applied = await migrateUp(settings.ownerUrl);
  await checkAppRole(appUrl);
  return { appUrl, applied };
}

/** The same for what changes no schema. */
export async function openAppRole({ ownerUrl, DATABASE_APP_URL, SECRET }: Settings): Promise<string> {
  if (SECRET !== undefined) await withClient(ownerUrl, (owner) => refuseForeignSecret(owner, [SECRET]));
  return ensureAppRole({ ownerUrl, appUrl: DATABASE_APP_URL, secret: SECRET });
}

/** Lets nobody come with another secret from now on than the one that a service runs with. */
export const useSecret = (ownerUrl: string, secret: string): Promise<void> =>
  withInstallation(ownerUrl, async (owner) => {
    await refuseForeignSecret(owner, [secret]);
    await recordSecret(owner, secret);
  });
