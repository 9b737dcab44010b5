import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startService } from './own-service.ts';

/** A CDN as simple as they come: it takes what it is asked for from the origin, and keeps nothing. */
function startCdn(origin: () => string): Promise<Server> {
  const cdn = createServer(({ url = '/', headers, method }, answer) => {
    if (!url.startsWith('/health/assets/')) return void answer.writeHead(404).end();
    const asked = { method, headers: { 'accept-encoding': headers['accept-encoding'] } };
    request(`${origin()}${url.slice('/health'.length)}`, asked, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    }).end();
  });
  return new Promise((resolve) => cdn.listen(0, '127.0.0.1', () => resolve(cdn)));
}

test('the web app runs when its files come from a CDN of another origin', async ({ page }) => {
  test.setTimeout(240_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'healthprotocol-cdn-'));
  let origin = '';
  const cdn = await startCdn(() => origin);
  const cdnOrigin = `http://127.0.0.1:${(cdn.address() as AddressInfo).port}`;
  const { child, address } = await startService({ ASSET_BASE_URL: `${cdnOrigin}/health` }, dataDir);
  origin = address;
  try {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    const loaded: { url: string; status: number }[] = [];
    page.on('response', (response) => loaded.push({ url: response.url(), status: response.status() }));

    await page.goto(`${address}/sign-in`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 60_000 });
    await page.evaluate(() => document.fonts.ready);

    const assets = loaded.filter(({ url }) => url.includes('/assets/'));
    expect(assets.every(({ url, status }) => url.startsWith(`${cdnOrigin}/health/`) && status === 200)).toBe(
      true,
    );
    for (const kind of ['.js', '.css', '.woff2'])
      expect(
        assets.some(({ url }) => url.endsWith(kind)),
        `a ${kind} came from the CDN`,
      ).toBe(true);
    expect(complaints).toEqual([]);
  } finally {
    cdn.close();
    const gone = once(child, 'exit');
    child.kill();
    await gone;
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
});
