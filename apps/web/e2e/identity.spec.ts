import { expect, laptop, phone, test } from './journey.ts';
import { linkFromMail } from './mailbox.ts';
import { newPerson, signInOnScreen, staff } from './people.ts';
import { createClient, createClientWithLogin, inviteClient } from './prepare.ts';

test('a wrong password is refused in words, and the right one leads to the page that was asked for', async ({
  openBrowser,
}) => {
  const page = await (await openBrowser(laptop)).newPage();
  await page.goto('/clients?search=barroso');
  await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
  await signInOnScreen(page, { ...staff.practitioner, password: 'not my password' });
  await expect(page.getByRole('alert')).toHaveText('The e-mail address or the password is wrong.');
  await expect(page.getByLabel('E-mail address')).toHaveValue(staff.practitioner.email);

  await signInOnScreen(page, staff.practitioner);
  await expect(page).toHaveURL(/\/clients\?search=barroso$/);
  await expect(page.getByRole('heading', { name: 'Clients', level: 1 })).toBeVisible();
});

test('a link to sign-in never leads to another site', async ({ openBrowser }) => {
  const page = await (await openBrowser(laptop)).newPage();
  await page.goto('/sign-in?returnTo=https%3A%2F%2Fevil.example');
  await signInOnScreen(page, staff.practitioner);
  await expect(page).toHaveURL(/^http:\/\/(?:localhost|127\.0\.0\.1):\d+\/today$/);
});

test('what is left empty is named beside its field', async ({ openBrowser }) => {
  const page = await (await openBrowser(phone)).newPage();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByLabel('E-mail address')).toHaveAccessibleDescription('Enter your e-mail address.');
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
    'Enter your password.',
  );
  await expect(page.getByLabel('E-mail address')).toBeFocused();
});

test('signing out ends the session, and going back shows nothing of it', async ({ openBrowser }) => {
  const page = await (await openBrowser(laptop)).newPage();
  await page.goto('/sign-in');
  await signInOnScreen(page, staff.owner);
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: /Olavarría/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();

  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();
  expect((await page.request.get('/api/v1/session')).status()).toBe(401);
});

test('a forgotten password is replaced through the mail, and every old session has ended', async ({
  openBrowser,
  practitioner,
  playwright,
}, testInfo) => {
  const { email, password, session } = await createClientWithLogin({ practitioner, playwright }, testInfo);
  const signedIn = await (await openBrowser({ ...phone, storageState: session })).newPage();
  await signedIn.goto('/');
  await expect(signedIn).toHaveURL('/me/today');

  const page = await (await openBrowser(phone)).newPage();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  // Both screens ask for an address.
  await expect(page.getByRole('heading', { name: 'Choose a new password', level: 1 })).toBeVisible();
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByText('Look into your mailbox')).toBeVisible();

  const link = await linkFromMail(testInfo, email, 'reset-password');
  await page.goto(link);
  const newPassword = page.getByLabel('New password', { exact: true });
  const save = page.getByRole('button', { name: 'Save the new password' });
  await newPassword.fill('too short');
  await save.click();
  await expect(newPassword).toHaveAccessibleDescription(/At least 12 characters/);
  await newPassword.fill('password1234');
  await save.click();
  await expect(page.getByRole('alert')).toHaveText('This password is too common. Choose another.');
  await newPassword.fill(`${password} again`);
  await save.click();
  await expect(page.getByText('Your password is changed. Sign in with the new one.')).toBeVisible();

  await signedIn.reload();
  await expect(signedIn.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible();

  await signInOnScreen(page, { email, password });
  await expect(page.getByRole('alert')).toHaveText('The e-mail address or the password is wrong.');
  await signInOnScreen(page, { email, password: `${password} again` });
  await expect(page).toHaveURL('/me/today');

  const late = await (await openBrowser(phone)).newPage();
  await late.goto(link);
  await late.getByLabel('New password', { exact: true }).fill(`${password} once more`);
  await late.getByRole('button', { name: 'Save the new password' }).click();
  await expect(late.getByRole('alert')).toHaveText("This link isn't valid any more. Ask for a new one.");
});

test('an address that nobody has gets the same answer as one that is known', async ({ openBrowser }) => {
  const page = await (await openBrowser(phone)).newPage();
  await page.goto('/forgot-password');
  await page.getByLabel('E-mail address').fill(newPerson('Nobody').email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await expect(page.getByText('Look into your mailbox')).toBeVisible();
});

test('an invitation is good once, and only the newest one', async ({
  openBrowser,
  practitioner,
}, testInfo) => {
  const { name, email, password } = newPerson('Robin');
  const client = await createClient(practitioner, { name });
  const replaced = await inviteClient(practitioner, client, email, testInfo);
  await practitioner.post(`/api/v1/clients/${client.id}/invitation`, { data: { email } });
  await expect.poll(() => linkFromMail(testInfo, email, 'accept-invitation')).not.toBe(replaced);
  const link = await linkFromMail(testInfo, email, 'accept-invitation');

  const page = await (await openBrowser(phone)).newPage();
  const closed = page.getByRole('alert').filter({ hasText: "This invitation can't be opened" });
  await page.goto(replaced);
  await expect(closed).toContainText("This invitation isn't valid any more. Ask for a new one.");

  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByLabel('Your name')).toHaveValue(name);
  await page.getByLabel('Choose a password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Join Alameda Heart and Metabolic Clinic' }).click();
  await expect(page).toHaveURL('/me/today');
  await expect(page.getByText('Nothing is assigned to you yet')).toBeVisible();

  const again = await (await openBrowser(phone)).newPage();
  await again.goto(link);
  await expect(
    again.getByRole('alert').filter({ hasText: "This invitation isn't valid any more. Ask for a new one." }),
  ).toBeVisible();
});

test('an invitation that has grown old says so', async ({ openBrowser }) => {
  const page = await (await openBrowser(phone)).newPage();
  // Nobody waits two weeks for a test: the answer is the service's own, which its tests show.
  await page.route('**/api/v1/invitations/preview', (route) =>
    route.fulfill({
      status: 410,
      contentType: 'application/problem+json',
      json: { code: 'invitation_expired', status: 410, title: 'This invitation has expired' },
    }),
  );
  await page.goto('/accept-invitation#token=0123456789abcdefghijklmnop');
  await expect(page.getByRole('alert')).toContainText('This invitation has expired. Ask for a new one.');
});

test('a client cannot open the pages of practitioners, nor they those of clients', async ({
  openBrowser,
  practitioner,
  practitionerSession,
  playwright,
}, testInfo) => {
  const { session } = await createClientWithLogin({ practitioner, playwright }, testInfo);
  const client = await (await openBrowser({ ...phone, storageState: session })).newPage();
  for (const address of ['/today', '/clients', '/protocols']) {
    await client.goto(address);
    await expect(client).toHaveURL('/me/today');
  }
  const staffPage = await (await openBrowser({ ...laptop, storageState: practitionerSession })).newPage();
  await staffPage.goto('/me/today');
  await expect(staffPage).toHaveURL('/today');
  await expect(staffPage.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
});
