import { type APIRequestContext, type Browser, type BrowserContext, test as base } from '@playwright/test';
import { type StorageState, signInByRequest, staff } from './people.ts';

export { expect } from '@playwright/test';

type ContextOptions = NonNullable<Parameters<Browser['newContext']>[0]>;

/** A practitioner's laptop in Madrid. */
export const laptop = {
  viewport: { width: 1280, height: 800 },
  locale: 'en-GB',
  timezoneId: 'Europe/Madrid',
} satisfies ContextOptions;

/** A client's phone in Los Angeles. */
export const phone = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  locale: 'en-US',
  timezoneId: 'America/Los_Angeles',
} satisfies ContextOptions;

type Journey = {
  /** Opens a browser of its own; what it complains of fails the test. */
  openBrowser: (options: ContextOptions) => Promise<BrowserContext>;
  /** The service as the demo practitioner's program would reach it, to prepare what a journey needs. */
  practitioner: APIRequestContext;
};

type Shared = {
  /** The demo practitioner, signed in once. A journey that ends sessions signs in somebody of its own. */
  practitionerSession: StorageState;
};

export const test = base.extend<Journey, Shared>({
  openBrowser: async ({ browser }, use) => {
    const complaints: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      watch(context, complaints);
      contexts.push(context);
      return context;
    });
    for (const context of contexts) await context.close();
    base.expect(complaints, 'what the browser complained of').toEqual([]);
  },
  practitioner: async ({ playwright, baseURL, practitionerSession }, use) => {
    const request = await playwright.request.newContext({
      ...(baseURL && { baseURL }),
      storageState: practitionerSession,
    });
    await use(request);
    await request.dispose();
  },
  practitionerSession: [
    async ({ playwright }, use, workerInfo) => {
      const { baseURL } = workerInfo.project.use;
      const request = await playwright.request.newContext(baseURL ? { baseURL } : {});
      await signInByRequest(request, staff.practitioner);
      await use(await request.storageState());
      await request.dispose();
    },
    { scope: 'worker' },
  ],
});

/** Collects errors, warnings and dialogs. That the API refuses something is part of a journey, not an error. */
function watch(context: BrowserContext, complaints: string[]): void {
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('dialog', async (dialog) => {
    complaints.push(`${dialog.type()}: ${dialog.message()}`);
    await dialog.dismiss();
  });
  context.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const isRefusal =
      new URL(message.location().url || 'about:blank').pathname.startsWith('/api/') &&
      /status of 4\d\d/.test(message.text());
    if (!isRefusal) complaints.push(`${message.type()}: ${message.text()}`);
  });
}
