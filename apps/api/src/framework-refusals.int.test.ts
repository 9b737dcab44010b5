import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { METHODS } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RATE_TIERS } from '@healthprotocol/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../test/build-test-app.ts';

const asset = '/assets/app-1.js';

let app: TestApp;
let port: number;
let webFolder: string;
beforeAll(async () => {
  webFolder = mkdtempSync(join(tmpdir(), 'web-app-'));
  mkdirSync(join(webFolder, 'assets'));
  writeFileSync(join(webFolder, 'index.html'), '<!doctype html><head></head>');
  writeFileSync(join(webFolder, 'icon.svg'), '<svg/>');
  writeFileSync(join(webFolder, asset), 'export {};');
  app = await buildTestApp({ webFolder });
  await app.app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.app.server.address() as AddressInfo).port;
});
afterAll(async () => {
  await app.close();
  rmSync(webFolder, { recursive: true });
});

type Answer = { status: number; head: string; body: string };

/** Sends a request as it is written, on a connection of its own. */
function send(method: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const lines = Object.entries({ host: 'x', connection: 'close', ...headers }).map(([k, v]) => `${k}: ${v}`);
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write([`${method} ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n')),
    );
    let text = '';
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('error', reject).on('close', () => {
      const [head = '', ...rest] = text.replace(/^HTTP\/1\.1 100 .*\r\n\r\n/, '').split('\r\n\r\n');
      resolve({ status: Number(head.split(' ')[1]), head, body: rest.join('\r\n\r\n') });
    });
  });
}

function expectProblem({ status, head, body }: Answer, method = 'GET') {
  expect(head).toMatch(/content-type: application\/problem\+json/i);
  if (method !== 'HEAD') expect(JSON.parse(body)).toMatchObject({ status, code: expect.any(String) });
}

test.each([
  ['a range beyond the end', { range: 'bytes=99999999-' }, 416],
  ['a range that is none', { range: 'bytes=abc' }, 416],
  ['another version than is there', { 'if-match': '"nope"' }, 412],
  ['nothing newer than long ago', { 'if-unmodified-since': 'Mon, 01 Jan 2001 00:00:00 GMT' }, 412],
])(
  'a file is asked for with %s: a problem with the status that HTTP has for it',
  async (_what, headers, status) => {
    for (const path of [asset, '/icon.svg']) {
      const answer = await send('GET', path, headers as Record<string, string>);
      expect([path, answer.status]).toEqual([path, status]);
      expectProblem(answer);
    }
  },
);

describe('a method that an address does not know', () => {
  const others = METHODS.filter((method) => method !== 'CONNECT');

  test.each([
    ['/api/v1/session', 'DELETE, GET, HEAD, POST'],
    ['/api/v1/clients/00000000-0000-0000-0000-000000000000/day', 'GET, HEAD'],
    ['/livez', 'GET, HEAD'],
    ['/api/openapi.json', 'GET, HEAD'],
    ['/icon.svg', 'GET, HEAD'],
    ['/', 'GET, HEAD'],
    ['/clients/1', 'GET, HEAD'],
  ])('%s says which it knows', async (path, known) => {
    for (const method of others) {
      if (known.split(', ').includes(method)) continue;
      const answer = await send(method, path);
      expect([method, answer.status]).toEqual([method, 405]);
      const allowed = /^allow: (.*)$/im.exec(answer.head)?.[1]?.trim().split(', ');
      expect(allowed?.toSorted().join(', ')).toBe(known);
      expectProblem(answer);
    }
  });

  test.each(['/api/v1/nothing-here', '/api/nothing', '/assets/nothing.js', '/.env', '/nothing.php'])(
    '%s does not exist by any method',
    async (path) => {
      for (const method of others) {
        const answer = await send(method, path);
        expect([method, answer.status]).toEqual([method, 404]);
        expectProblem(answer, method);
      }
    },
  );
});

test('an expectation that no server has to meet is passed over', async () => {
  expect((await send('GET', '/livez', { expect: 'the unexpected' })).status).toBe(200);
});

test('nothing that a caller does wrong counts as a fault of the service', async () => {
  const failed = (await app.metrics.httpRequestSeconds.get()).values.filter(
    ({ labels }) => Number(labels.status) >= 500,
  );
  expect(failed).toEqual([]);
});

test('files, pages and addresses that do not exist share one limit of an address, which is not that of the API', {
  timeout: 60_000,
}, async () => {
  const limited = await buildTestApp({ environment: { RATE_LIMIT_FACTOR: '1' }, besides: app, webFolder });
  const statusOf = async (url: string, remoteAddress: string, method: 'GET' | 'POST' = 'GET') =>
    (await limited.request({ url, remoteAddress, method })).statusCode;
  try {
    for (let request = 0; request < RATE_TIERS.file.address; request++)
      await statusOf('/nothing.php', '10.0.0.1', request % 2 ? 'GET' : 'POST');
    for (const url of ['/nothing.php', '/api/nothing', '/icon.svg', '/', '/api/openapi.json', '/api/docs/'])
      expect([url, await statusOf(url, '10.0.0.1')]).toEqual([url, 429]);
    expect(await statusOf('/', '10.0.0.1', 'POST')).toBe(429);
    expect(await statusOf('/icon.svg', '10.0.0.2')).toBe(200);
    expect(await statusOf('/livez', '10.0.0.1')).toBe(200);
    expect(await statusOf('/api/v1/session', '10.0.0.1')).toBe(401);
  } finally {
    await limited.close();
  }
});
