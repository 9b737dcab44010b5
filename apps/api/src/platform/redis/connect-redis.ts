import { type BasicClientSideCache, createClient } from '@redis/client';
import type { Logger } from 'pino';

export type RedisClient = ReturnType<typeof newClient>;

type Options = {
  url: string;
  /** Shown by CLIENT LIST. */
  name: string;
  logger: Logger;
  /** What is told of keys that others changed (RESP3 client tracking). */
  tracking?: BasicClientSideCache;
};

/**
 * A connection that comes back by itself and never makes anybody wait for it: while the server is away every command fails at
 * once. The first connection is tried in the background, too, so that the service starts without its cache.
 */
export function connectRedis(options: Options): RedisClient {
  const client = newClient(options);
  let reported = false;
  client.on('error', (err: Error) => {
    // One line for an outage, however often it is tried again.
    if (!reported)
      options.logger.warn({ err, redis: options.name }, 'Redis does not answer; going on without');
    reported = true;
  });
  client.on('ready', () => {
    if (reported) options.logger.info({ redis: options.name }, 'Redis answers again');
    reported = false;
  });
  client.connect().catch(() => undefined);
  return client;
}

function newClient({ url, name, tracking }: Options) {
  return createClient({
    url,
    name: `healthprotocol-${name}`,
    RESP: 3,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    // Whoever asks has a patience of their own; the library's would cost an abort signal for each command.
    commandOptions: { timeout: 0 },
    socket: {
      connectTimeout: 2_000,
      // Half a second at most: a server that is back is used again soon.
      reconnectStrategy: (retries) => Math.min(20 * 2 ** retries, 500),
    },
    ...(tracking && { clientSideCache: tracking }),
  });
}
