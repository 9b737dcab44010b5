import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { findChromium } from './system-packages.ts';
import { repositoryRoot } from './test-run/run-command.ts';
import { buildWebIfChanged } from './web-build.ts';

// Usage: npm run screenshots
// Takes the pictures of docs/images from the product as it is, with its demo data.

const port = 3101;
const address = `http://localhost:${port}`;
const folder = join(repositoryRoot, 'docs/images');
const mostBytes = 200_000;
const startTimeoutMs = 180_000;

const laptop = { viewport: { width: 1280, height: 800 }, timezoneId: 'Europe/Madrid', locale: 'en-GB' };
const phone = { ...laptop, viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const practitioner = 'teresa.quiroga@alameda.example';
const client = 'lucia.herrero@mail.example';
const password = 'demo-practice-2026';

type Picture = {
  name: string;
  device: BrowserContextOptions;
  /** One of the addresses that the banner prints. */
  as: string;
  open: (page: Page) => Promise<unknown>;
};

const goTo = (path: string) => (page: Page) => page.goto(address + path);

const pictures: Picture[] = [
  { name: 'practitioner-today', device: laptop, as: practitioner, open: goTo('/today') },
  {
    name: 'client-record',
    device: laptop,
    as: practitioner,
    open: async (page) => {
      await page.goto(`${address}/today`);
      await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
      await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
    },
  },
  {
    name: 'protocol-editor',
    device: laptop,
    as: practitioner,
    open: async (page) => {
      await page.goto(`${address}/protocols?search=home+blood+pressure`);
      await page.getByRole('link', { name: /Home blood pressure/ }).click();
      await page.getByRole('link', { name: /^Edit/ }).click();
      await page.getByRole('button', { name: 'First reading', exact: true }).click();
    },
  },
  {
    name: 'client-today',
    device: phone,
    as: client,
    open: async (page) => {
      await page.goto(`${address}/me/today`);
      await beginTheDay(page);
    },
  },
  { name: 'client-plan', device: phone, as: client, open: goTo('/me/plan') },
];

/** A day that has begun says more than an empty one. */
async function beginTheDay(page: Page): Promise<void> {
  const row = (title: string) => page.getByRole('button', { name: new RegExp(`^${title}`) });
  const sheet = page.getByRole('dialog');
  const measure = async (title: string, values: Record<string, string>) => {
    await row(title).tap();
    for (const [field, value] of Object.entries(values)) await sheet.getByLabel(field).fill(value);
    await sheet.getByRole('button', { name: 'Save' }).tap();
    await sheet.waitFor({ state: 'hidden' });
  };
  await measure('Measure your blood pressure', {
    'Systolic blood pressure': '128',
    'Diastolic blood pressure': '79',
  });
  await measure('Weigh yourself', { 'Body weight': '71.4' });
  await row('Grains').tap();
  await page.getByRole('button', { name: 'Dismiss' }).tap();
}

async function take(browser: Browser, { name, device, as: email, open }: Picture): Promise<void> {
  const context = await browser.newContext({ ...device, colorScheme: 'light', reducedMotion: 'reduce' });
  const answer = await context.request.post(`${address}/api/v1/session`, { data: { email, password } });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${await answer.text()}`);
  const page = await context.newPage();
  await open(page);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  const file = join(folder, `${name}.png`);
  const picture = await page.screenshot({ animations: 'disabled' });
  await writeFile(file, picture);
  const { size } = await stat(file);
  console.log(`${file}: ${Math.round(size / 1000)} kB`);
  if (size > mostBytes) throw new Error(`${name}.png is larger than ${mostBytes / 1000} kB`);
  await context.close();
}

async function whenReady(): Promise<void> {
  const deadline = performance.now() + startTimeoutMs;
  while (performance.now() < deadline) {
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(250);
  }
  throw new Error('The product did not start');
}

await buildWebIfChanged(repositoryRoot, console.log);
await mkdir(folder, { recursive: true });
const dataDir = join(tmpdir(), `healthprotocol-screenshots-${port}`);
const server = spawn(process.execPath, ['tools/e2e-server.ts', String(port), dataDir], {
  cwd: repositoryRoot,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const ended = once(server, 'exit');
try {
  await Promise.race([whenReady(), ended.then(() => Promise.reject(new Error('The product did not start')))]);
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  for (const picture of pictures) await take(browser, picture);
  await browser.close();
} finally {
  server.kill('SIGTERM');
  await ended;
}
