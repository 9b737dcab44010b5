import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import Fastify, { type FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { caching } from './caching.ts';
import { compression } from './compression.ts';
import { securityHeaders } from './security-headers.ts';
import { webApp } from './web-app.ts';

const RELEASE = { release: 'healthprotocol@1.2.3+0123abc', environment: 'production' };
const SCRIPT = 'export const answer = 42;\n'.repeat(100);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'web-app-'));
  mkdirSync(join(folder, 'assets'));
  const page = `<!doctype html><head><script type="module" crossorigin src="/assets/app-1.js"></script><link rel="icon" href="/icon.svg"></head>`;
  writeFileSync(join(folder, 'index.html'), page);
  writeFileSync(join(folder, 'icon.svg'), '<svg/>');
  const script = join(folder, 'assets/app-1.js');
  writeFileSync(script, SCRIPT);
  writeFileSync(`${script}.br`, brotliCompressSync(SCRIPT));
  writeFileSync(`${script}.gz`, gzipSync(SCRIPT));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function start(assetBase = '', dsn?: string): Promise<FastifyInstance> {
  const app = Fastify();
  await app.register(securityHeaders, { https: false, assetBase, errorReportsDsn: dsn });
  await app.register(caching);
  await app.register(compression);
  const errorReports = dsn ? { dsn, ...RELEASE } : undefined;
  await app.register(webApp, { folder, assetBase, errorReports, logger: pino({ level: 'silent' }) });
  return app;
}

test.each([
  ['gzip, deflate, br, zstd', 'br', brotliCompressSync(SCRIPT)],
  ['gzip', 'gzip', gzipSync(SCRIPT)],
  ['br;q=0, gzip', 'gzip', gzipSync(SCRIPT)],
  ['identity', undefined, Buffer.from(SCRIPT)],
])(
  'a file is sent as it was compressed when it was built, by what the browser takes: %s',
  async (accepted, encoding, body) => {
    const app = await start();
    const answer = await app.inject({ url: '/assets/app-1.js', headers: { 'accept-encoding': accepted } });
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.rawPayload).toEqual(body);
    expect(answer.headers.vary).toMatch(/accept-encoding/i);
    expect(answer.headers['content-type']).toMatch('javascript');
  },
);

test('files with a hash in their name are kept for a year, also by a CDN of another origin; others are asked for again', async () => {
  const app = await start();
  const { headers } = await app.inject('/assets/app-1.js');
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
  const icon = await app.inject('/icon.svg');
  expect(icon.headers['cache-control']).toBe('no-cache');
  expect(icon.headers['cross-origin-resource-policy']).toBe('same-origin');
  expect((await app.inject('/assets/app-2.js')).statusCode).toBe(404);
  expect((await app.inject('/assets/app-1.js.br')).statusCode).toBe(404);
});

test('the page is asked for anew each time, and sent only when it changed', async () => {
  const app = await start();
  const first = await app.inject('/clients/1');
  expect(first.headers['cache-control']).toBe('no-cache');
  const etag = String(first.headers.etag);
  const again = await app.inject({ url: '/', headers: { 'if-none-match': `"other", ${etag}` } });
  expect(again).toMatchObject({ statusCode: 304, body: '' });
  expect(again.headers.etag).toBe(etag);
  const changed = await app.inject({ url: '/', headers: { 'if-none-match': 'W/"other"' } });
  expect(changed).toMatchObject({ statusCode: 200, body: first.body });
  // Another instance gives the same.
  expect((await (await start()).inject('/')).headers.etag).toBe(etag);
});

test('with a CDN the page names its files there and allows them from there alone; without, from this server alone', async () => {
  const cdn = await (await start('https://cdn.example.org/health')).inject('/');
  expect(cdn.body).toContain('src="https://cdn.example.org/health/assets/app-1.js"');
  expect(cdn.body).toContain('href="/icon.svg"');
  const policy = String(cdn.headers['content-security-policy']);
  for (const kind of ['script-src', 'style-src', 'font-src', 'img-src'])
    expect(policy).toMatch(new RegExp(`${kind} 'self'[^;]* https://cdn\\.example\\.org/health/assets/`));
  expect(policy).toContain("connect-src 'self';");

  const own = await (await start()).inject('/');
  expect(own.body).toContain('src="/assets/app-1.js"');
  expect(own.headers['content-security-policy']).toContain("script-src 'self';");
});

test('the page names the project for error reports, and may send to its host, only where one is set', async () => {
  const set = await (await start('', 'https://key@errors.example.org/a"b/1')).inject('/');
  expect(set.body).toContain(
    '<meta name="error-reports" content="https://key@errors.example.org/a&quot;b/1" data-release="healthprotocol@1.2.3+0123abc" data-environment="production" />',
  );
  const policy = String(set.headers['content-security-policy']);
  expect(policy).toContain("connect-src 'self' https://errors.example.org;");
  expect(policy.match(/errors\.example\.org/g)).toHaveLength(1);

  const off = await (await start()).inject('/');
  expect(off.body).not.toContain('error-reports');
  expect(off.headers['content-security-policy']).toContain("connect-src 'self';");
});
