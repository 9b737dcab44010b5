import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { startService } from './own-service.ts';

const PERSON = '01a218bd-32ba-758d-b239-7d27499c1f21';

type Received = { url: string; headers: string; body: string };

/** Takes reports as Sentry does, from pages of any origin. */
function startIngest(): { received: Received[]; server: ReturnType<typeof createServer> } {
  const received: Received[] = [];
  const server = createServer(async (request, answer) => {
    const body = await text(request);
    received.push({ url: request.url ?? '', headers: JSON.stringify(request.headers), body });
    answer.writeHead(200, { 'access-control-allow-origin': '*' }).end('{}');
  });
  return { received, server: server.listen(0, '127.0.0.1') };
}

test('an error in the app reaches the tracker, with where it happened and without a word of what it was about', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'healthprotocol-reports-'));
  const { received, server } = startIngest();
  await once(server, 'listening');
  const dsn = `http://key@127.0.0.1:${(server.address() as AddressInfo).port}/7`;
  const { child, address } = await startService({ SENTRY_WEB_DSN: dsn, GIT_SHA: '0123abc' }, dataDir);
  try {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    await page.goto(`${address}/sign-in`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 60_000 });
    expect(received).toEqual([]);

    const faults = () =>
      received.map(({ body }) => {
        const { exception, ...event } = JSON.parse(body.split('\n')[2] ?? '');
        return { ...event, ...exception.values.at(-1) };
      });
    // What the browser says about the first answer quotes it; the second breaks the app in a script of its own.
    const answers = { SyntaxError: 'metformin for Ann', TypeError: '{"note":"metformin for Ann"}' };
    for (const [type, body] of Object.entries(answers)) {
      await page.route('**/api/v1/session', (route) =>
        route.fulfill({ contentType: 'application/json', body }),
      );
      await page.goto(`${address}/clients/${PERSON}?search=metformin`);
      await expect.poll(() => faults().map((fault) => fault.type), { timeout: 30_000 }).toContain(type);
    }
    for (const fault of faults())
      expect(fault).toMatchObject({
        environment: 'development',
        release: expect.stringMatching(/^healthprotocol@.*0123abc$/),
        tags: { route: '/clients/$clientId' },
        value: '[removed]',
      });
    const { frames } = faults().at(-1).stacktrace;
    expect(frames.at(-1).filename).toMatch(/^app:\/\/\/assets\/.+\.js$/);
    expect(received.every(({ url }) => url.startsWith('/api/7/envelope/'))).toBe(true);
    expect(JSON.stringify(received)).not.toMatch(/metformin|Ann|01a218bd|cookie|referer/i);
    expect(complaints).toEqual([]);
  } finally {
    server.close();
    server.closeAllConnections();
    const gone = once(child, 'exit');
    child.kill();
    await gone;
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
});
