import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { compression } from './compression.ts';

const long = { items: Array.from({ length: 60 }, (_, index) => ({ index, title: 'Walk for half an hour' })) };

async function ask(path: string, accepted?: string) {
  const app = Fastify();
  await app.register(compression);
  app.get('/long', async () => long);
  app.get('/short', async () => ({ status: 'ok' }));
  return app.inject({ url: path, headers: accepted === undefined ? {} : { 'accept-encoding': accepted } });
}

test.each([
  ['gzip, deflate, br, zstd', 'zstd', zstdDecompressSync],
  ['gzip, deflate, br', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['zstd;q=0, br;q=0.5, gzip;q=0.8', 'gzip', gunzipSync],
] as const)(
  'an answer is compressed by what the browser takes and likes best: %s',
  async (accepted, encoding, unpack) => {
    const answer = await ask('/long', accepted);
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers.vary).toMatch(/accept-encoding/i);
    expect(JSON.parse(unpack(answer.rawPayload).toString())).toEqual(long);
  },
);

test.each([undefined, 'identity', 'nonsense'])(
  'who takes nothing of it gets the answer as it is: %s',
  async (accepted) => {
    const answer = await ask('/long', accepted);
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.json()).toEqual(long);
  },
);

test('what fits into a packet is not compressed', async () => {
  expect((await ask('/short', 'gzip, br, zstd')).headers['content-encoding']).toBeUndefined();
});
