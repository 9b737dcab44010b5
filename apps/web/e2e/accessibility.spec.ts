import type { PractitionerToday } from '@healthprotocol/contracts/today';
import type { APIRequestContext, Page } from '@playwright/test';
import { expect, laptop, phone, test } from './journey.ts';
import { demoClient, signInByRequest } from './people.ts';
import { assignFromToday, createClientWithLogin, createProtocol } from './prepare.ts';
import { checkScreen } from './screen-check.ts';

const widths = [
  { viewport: { width: 320, height: 720 }, isMobile: true, hasTouch: true },
  { viewport: { width: 1280, height: 800 } },
];

for (const device of widths) {
  const calm = { ...device, reducedMotion: 'reduce' as const };

  test.describe(`at ${device.viewport.width} px, in both themes, axe finds nothing`, () => {
    test('before one is signed in', async ({ openBrowser }) => {
      const page = await (await openBrowser(calm)).newPage();
      const visit = visitor(page);
      await visit('/sign-in', 'Sign in');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByText('Enter your password.')).toBeVisible();
      await checkScreen(page, 'sign-in with errors');
      await visit('/forgot-password', 'Choose a new password');
      await visit('/reset-password#token=0123456789abcdefghijklmnop', 'Choose a new password');
      await visit('/accept-invitation', 'Your invitation');
      await page.goto('/gallery');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await checkScreen(page, '/gallery');
    });

    test('on the screens about clients', async ({ openBrowser, practitioner, practitionerSession }) => {
      const page = await (await openBrowser({ ...calm, storageState: practitionerSession })).newPage();
      const visit = visitor(page);
      const client = await clientInNeed(practitioner);

      await visit('/today', 'Today');
      await visit('/clients', 'Clients');
      await page.getByRole('button', { name: 'New client' }).click();
      await expect(
        page.getByRole('dialog', { name: 'New client' }).getByLabel('Name', { exact: true }),
      ).toBeVisible();
      await checkScreen(page, 'new client');

      await visit(`/clients/${client.clientId}`, client.clientName);
      await visit(`/clients/${client.clientId}?tab=check-ins`, client.clientName);
      await visit(`/clients/${client.clientId}?tab=record`, client.clientName);

      for (const section of ['organization', 'team', 'devices']) {
        await visit(`/settings?section=${section}`, 'Settings');
      }
    });

    test('on the screens about protocols', async ({ openBrowser, practitioner, practitionerSession }) => {
      const page = await (await openBrowser({ ...calm, storageState: practitionerSession })).newPage();
      const visit = visitor(page);
      const { clientId } = await clientInNeed(practitioner);
      const { id: protocolId, title } = await protocolInRevision(practitioner);

      await visit('/protocols', 'Protocols');
      await visit(`/protocols/${protocolId}`, title);
      await visit(`/protocols/${protocolId}?tab=versions`, title);

      await visit(`/protocols/${protocolId}/edit`, title);
      await visit(`/protocols/${protocolId}/assign?clientId=${clientId}&step=1`, `Assign “${title}”`);
      await page.getByRole('button', { name: 'Start and safety' }).click();
      await expect(page.getByRole('button', { name: 'First week' })).toBeEnabled();
      await checkScreen(page, 'assign, start and safety');
      await page.getByRole('button', { name: 'First week' }).click();
      await expect(page.getByRole('heading', { name: 'The first week' })).toBeVisible();
      await checkScreen(page, 'assign, first week');
    });

    test('on a client’s screens', async ({ openBrowser }) => {
      const context = await openBrowser(calm);
      await signInByRequest(context.request, demoClient);
      const page = await context.newPage();
      const visit = visitor(page);
      await visit('/me/today');
      await page
        .getByRole('button', { name: /^More for/ })
        .first()
        .click();
      await expect(page.getByRole('menuitem', { name: 'Skip' })).toBeVisible();
      await checkScreen(page, 'the menu of a row');
      await page.getByRole('menuitem', { name: 'Skip' }).click();
      await expect(page.getByRole('dialog', { name: 'Why are you skipping it?' })).toBeVisible();
      await checkScreen(page, 'the reasons for skipping');
      await visit('/me/plan', 'Plan');
      await visit('/me/profile', 'Profile');
    });
  });
}

/** Opens a screen, waits for its heading, and checks it. */
function visitor(page: Page) {
  return async (address: string, heading?: string) => {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1, ...(heading && { name: heading }) })).toBeVisible();
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
    await checkScreen(page, address);
  };
}

async function clientInNeed(practitioner: APIRequestContext) {
  const answer = await practitioner.get('/api/v1/practitioner/today');
  const { attention } = (await answer.json()) as PractitionerToday;
  const [first] = attention;
  if (!first) throw new Error('The demo data has nobody who needs attention');
  return first;
}

/** A published protocol with a draft of its next version. */
async function protocolInRevision(practitioner: APIRequestContext) {
  const answer = await practitioner.get('/api/v1/protocols?search=home%20blood%20pressure');
  const { items } = (await answer.json()) as { items: { id: string; title: string; hasDraft: boolean }[] };
  const found = items.find(({ hasDraft }) => hasDraft);
  if (!found) throw new Error('The demo data has no protocol in revision');
  return found;
}

test('a client answers the day by keyboard alone', async ({
  openBrowser,
  practitioner,
  playwright,
}, testInfo) => {
  const { client, session } = await createClientWithLogin({ practitioner, playwright }, testInfo);
  const protocol = await createProtocol(practitioner, {
    title: `Two things a day for ${client.name}`,
    durationDays: 3,
    activities: [
      {
        id: 'walk',
        kind: 'exercise',
        title: 'Walk',
        target: { value: 30, unit: 'min' },
        schedule: { recurrence: { type: 'daily' }, slots: ['morning'] },
      },
      {
        id: 'tablet',
        kind: 'medication',
        title: 'Tablet',
        dose: { quantity: 1, unit: 'tablet' },
        schedule: { recurrence: { type: 'daily' }, slots: ['evening'] },
      },
    ],
  });
  await assignFromToday(practitioner, protocol, client);
  const page = await (await openBrowser({ ...laptop, storageState: session })).newPage();
  await page.goto('/me/today');
  const ring = page.getByRole('progressbar', { name: 'Done today' });
  await expect(ring).toHaveAttribute('aria-valuetext', '0 of 2 done');

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');

  await tabTo(page, page.getByRole('button', { name: /^Walk/ }));
  await page.keyboard.press('Enter');
  await expect(ring).toHaveAttribute('aria-valuetext', '1 of 2 done');

  await tabTo(page, page.getByRole('button', { name: 'More for Tablet' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Partly done' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Skip' })).toBeFocused();
  await page.keyboard.press('Enter');
  const reasons = page.getByRole('dialog', { name: 'Why are you skipping it?' });
  await expect(reasons).toBeVisible();
  await tabTo(page, reasons.getByRole('button', { name: 'I was travelling' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Skipped: travelling')).toBeVisible();
  await expect(page.getByRole('button', { name: 'More for Tablet' })).toBeFocused();
  await expect(page.getByText("You're done for today")).toBeVisible();

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await tabTo(
    page,
    page.getByRole('listitem').filter({ hasText: 'Tablet' }).getByRole('button', { name: 'Undo' }),
  );
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 left today')).toBeVisible();
});

/** Presses Tab until something has the focus, as somebody does who sees where it is. */
async function tabTo(page: Page, target: ReturnType<Page['getByRole']>): Promise<void> {
  const hasFocus = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 40 && !(await hasFocus()); presses++) await page.keyboard.press('Tab');
  await expect(target).toBeFocused();
}

test('nothing moves for those who asked for less motion', async ({ openBrowser }) => {
  const context = await openBrowser({ ...phone, reducedMotion: 'reduce' });
  await signInByRequest(context.request, demoClient);
  const page = await context.newPage();
  await page.goto('/me/today');
  await page
    .getByRole('button', { name: /^More for/ })
    .first()
    .tap();
  await page.getByRole('menuitem', { name: 'Skip' }).tap();
  await expect(page.getByRole('dialog')).toBeVisible();
  const slowest = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')].flatMap((element) => {
        const { animationDuration, transitionDuration } = getComputedStyle(element);
        return `${animationDuration},${transitionDuration}`.split(',').map(Number.parseFloat);
      }),
    ),
  );
  expect(slowest).toBeLessThanOrEqual(0.001);
});
