import type { RecordedAnswer } from './floors/answers.ts';
import { openConnection } from './http-connection.ts';

const head = (method: string, path: string, cookie: string): string =>
  `${method} /api/v1${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${cookie}\r\n`;

/** The bytes of a GET below /api/v1. */
export const getRequest = (path: string, cookie: string): Buffer =>
  Buffer.from(`${head('GET', path, cookie)}\r\n`);

/** The bytes of a POST below /api/v1 with a JSON body. */
export function postRequest(path: string, cookie: string, body: unknown): Buffer {
  const json = JSON.stringify(body);
  const length = Buffer.byteLength(json);
  return Buffer.from(
    `${head('POST', path, cookie)}content-type: application/json\r\ncontent-length: ${length}\r\n\r\n${json}`,
  );
}

/** Sends requests one after the other on one connection and gives their answers; each must be a success. */
export async function sendAll(port: number, requests: readonly Buffer[]): Promise<RecordedAnswer[]> {
  const connection = await openConnection(port);
  const answers: RecordedAnswer[] = [];
  for (const request of requests) {
    const status = await connection.send(request);
    if (status >= 300) throw new Error(`${request}\n${connection.lastAnswer()}`);
    answers.push(parse(connection.lastAnswer()));
  }
  connection.close();
  return answers;
}

/** Written by the server's HTTP layer for each answer anew. */
const ofTheConnection = ['date', 'connection', 'keep-alive', 'content-length'];

function parse(answer: string): RecordedAnswer {
  const headEnd = answer.indexOf('\r\n\r\n');
  const lines = answer.slice(0, headEnd).split('\r\n').slice(1);
  const headers = lines.map((line) => /^([^:]+): (.*)$/.exec(line)!.slice(1) as [string, string]);
  return {
    headers: Object.fromEntries(headers.filter(([name]) => !ofTheConnection.includes(name.toLowerCase()))),
    body: answer.slice(headEnd + 4),
  };
}
