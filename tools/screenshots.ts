import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientDay } from '@healthprotocol/contracts/today';
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { uuidv7 } from 'uuidv7';
import { DEMO_SIGN_INS } from '../apps/api/src/demo/sign-ins.ts';
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

type Picture = {
  name: string;
  device: BrowserContextOptions;
  /** The role by which the banner names the sign-in. */
  as: string;
  open: (page: Page) => Promise<unknown>;
};

const goTo = (path: string) => (page: Page) => page.goto(address + path);

const pictures: Picture[] = [
  { name: 'practitioner-today', device: laptop, as: 'practitioner', open: goTo('/today') },
  {
    name: 'client-record',
    device: laptop,
    as: 'practitioner',
    open: async (page) => {
      await page.goto(`${address}/today`);
      await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
      await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
    },
  },
  {
    name: 'protocol-editor',
    device: laptop,
    as: 'practitioner',
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
    as: 'client in Madrid',
    open: async (page) => {
      await answerTheMorning(page);
      await page.goto(`${address}/me/today`);
    },
  },
  { name: 'client-plan', device: phone, as: 'client in Madrid', open: goTo('/me/plan') },
];

/** Believable values of what the client in Madrid measures, by LOINC code. */
const values: Record<string, number> = { '8480-6': 128, '8462-4': 79, '8867-4': 66, '29463-7': 71.4 };

/** A day that has begun says more than an empty one. */
async function answerTheMorning(page: Page): Promise<void> {
  const answer = await page.request.get(`${address}/api/v1/me/day`);
  const { date, items }: ClientDay = await answer.json();
  const checkIns = items
    .filter(({ slot }) => slot === 'morning')
    .map(({ assignmentId, activityId, slot, measures }) => ({
      id: uuidv7(),
      assignmentId,
      activityId,
      localDate: date,
      slot,
      status: 'done',
      recordedAt: new Date().toISOString(),
      ...(measures && {
        readings: measures.map(({ loinc, unit }) => ({ loinc, unit, value: values[loinc] ?? 0 })),
      }),
    }));
  await page.request.post(`${address}/api/v1/me/check-ins`, { data: { checkIns } });
}

async function take(browser: Browser, { name, device, as, open }: Picture): Promise<void> {
  const signIn = DEMO_SIGN_INS.find(({ role }) => role.startsWith(as));
  if (!signIn) throw new Error(`There is no demo sign-in for "${as}"`);
  const { email, password } = signIn;
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
