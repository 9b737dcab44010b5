import { connect, createServer, type Socket } from 'node:net';

/** Long enough that whatever a client sends together is in before the first answer of it goes out. */
const ANSWER_AFTER_MS = 3;

export type CountingProxy = { port: number; roundTrips(): number; close(): void };

/**
 * Stands between a client and its server and counts round trips: groups of requests sent without an answer in between. It
 * works on any protocol of questions and answers, so PostgreSQL and Redis alike, and nothing measured knows of it.
 */
export async function startCountingProxy(targetPort: number): Promise<CountingProxy> {
  let count = 0;
  // Of all connections: what is sent on two at once waits once.
  let answered = true;
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
    client.on('data', (chunk) => {
      if (answered) count += 1;
      answered = false;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      setTimeout(() => {
        answered = true;
        client.write(chunk);
      }, ANSWER_AFTER_MS);
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    roundTrips: () => count,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
