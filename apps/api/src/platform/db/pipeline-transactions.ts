import type { ConnectionProvider, DatabaseConnection, Kysely } from 'kysely';

/**
 * Lets the statements of a transaction go out together. Kysely would send each after the answer of the one before, because
 * some drivers need that; `pg` keeps the order of what it is given and the server answers in it.
 */
export function pipelineTransactions<DB>(database: Kysely<DB>): Kysely<DB> {
  const executor = database.getExecutor();
  const withProvider = executor.withConnectionProvider.bind(executor);
  Object.assign(executor, {
    withConnectionProvider: (provider: ConnectionProvider) => withProvider(withoutQueue(provider)),
  });
  return database;
}

/** The one connection that `provider` lends to one statement at a time, lent to all at once. */
function withoutQueue(provider: ConnectionProvider): ConnectionProvider {
  let connection: DatabaseConnection | undefined;
  // Kysely's provider calls back at once when nobody waits.
  void provider.provideConnection(async (only) => {
    connection = only;
  });
  const only = connection as DatabaseConnection | undefined;
  return only ? { provideConnection: async (consumer) => consumer(only) } : provider;
}
