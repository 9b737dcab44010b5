import { once } from 'node:events';
import { connect } from 'node:net';

/** One keep-alive connection that sends a request and waits for its whole answer. */
export type HttpConnection = {
  /** Sends the bytes of one request and gives the status of its answer. */
  send(request: Buffer): Promise<number>;
  /** The last answer as it came, head and body. */
  lastAnswer(): string;
  close(): void;
};

/**
 * Opens a connection that reads no more of HTTP/1.1 than status and content-length, because the load generator shares two
 * cores with what it measures: a general client was itself the limit, at 10,000 requests a second against 18,000.
 */
export async function openConnection(port: number): Promise<HttpConnection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let waiting: { resolve(status: number): void; reject(error: Error): void } | undefined;
  let received: Buffer = Buffer.alloc(0);

  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const status = statusOfWhole(received);
    if (status === 'unreadable') fail(new Error(`An answer without content-length: ${received}`));
    else if (status !== 'incomplete') waiting?.resolve(status);
  });
  const fail = (error: Error) => waiting?.reject(error);
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The server closed the connection')));

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        received = Buffer.alloc(0);
        socket.write(request);
      }),
    lastAnswer: () => received.toString(),
    close: () => {
      waiting = undefined;
      socket.destroy();
    },
  };
}

/** The status, once all bytes of the answer are there. */
function statusOfWhole(answer: Buffer): number | 'incomplete' | 'unreadable' {
  const headEnd = answer.indexOf('\r\n\r\n');
  if (headEnd < 0) return 'incomplete';
  const head = answer.toString('latin1', 0, headEnd);
  const status = Number(head.slice(9, 12));
  const length = status === 204 ? '0' : /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) return 'unreadable';
  return answer.length >= headEnd + 4 + Number(length) ? status : 'incomplete';
}
