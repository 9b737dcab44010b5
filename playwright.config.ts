import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { findChromium } from './tools/system-packages.ts';

const port = 3100;
const dataDir = join(tmpdir(), `healthprotocol-e2e-${port}`);
const executablePath = findChromium();

export default defineConfig({
  testDir: 'apps/web/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/journeys',
  // Mail goes to files here: journeys follow the links in it.
  metadata: { mailDir: join(dataDir, 'mail') },
  forbidOnly: true,
  // A journey that fails once has failed: a second try would hide the race.
  retries: 0,
  // Two cores, shared by the server, its database and the browser.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    // Each journey says which devices it is made on.
    baseURL: `http://localhost:${port}`,
    actionTimeout: 10_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
  webServer: {
    command: `node tools/e2e-server.ts ${port} ${dataDir}`,
    url: `http://localhost:${port}/readyz`,
    // The first start makes a database and its demo organizations.
    timeout: 180_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
