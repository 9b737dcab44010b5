import { connect, type Socket } from 'node:net';

/** What came back on a connection until it ended. */
export type RawAnswer = { text: string; status: number; body: unknown; tookMs: number };

/** Opens a plain TCP connection, lets `talk` write what no HTTP client would, and reads until the server ends it. */
export function talkTo(port: number, talk: (socket: Socket) => void): Promise<RawAnswer> {
  const beganMs = performance.now();
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    const socket = connect({ port, host: '127.0.0.1' }, () => talk(socket));
    socket.on('data', (part) => parts.push(part));
    socket.on('error', (error) => (parts.length > 0 ? socket.destroy() : reject(error)));
    socket.on('close', () => {
      const text = Buffer.concat(parts).toString('latin1');
      const [head = '', body = ''] = text.split('\r\n\r\n', 2);
      resolve({
        text,
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]),
        body: parsed(body),
        tookMs: performance.now() - beganMs,
      });
    });
  });
}

/** The body of one answer; that of several in a row is no JSON. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Writes a text one byte at a time, until it is written or nobody listens any more. */
export function trickle(socket: Socket, text: string, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (socket.destroyed || socket.readableEnded || at >= text.length) clearInterval(timer);
    else socket.write(text.charAt(at++));
  }, everyMs);
  socket.on('close', () => clearInterval(timer));
}
