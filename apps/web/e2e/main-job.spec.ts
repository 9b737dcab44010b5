import { localDateOf } from '@healthprotocol/domain/local-date';
import type { Page } from '@playwright/test';
import { expect, laptop, phone, test } from './journey.ts';
import { linkFromMail } from './mailbox.ts';
import { newPerson, signInOnScreen, staff } from './people.ts';

const protocol = 'Exercise for knee osteoarthritis (12 sessions in 6 weeks)';
const topic = 'Class 1: What osteoarthritis is, and what this programme does';
const circuit = 'Class 1: exercise circuit';

test('a protocol reaches a client on the other side of the world and comes back as adherence', async ({
  openBrowser,
}, testInfo) => {
  const person = newPerson('Dolores');
  const office = await (await openBrowser(laptop)).newPage();
  const pocket = await (await openBrowser(phone)).newPage();

  await test.step('the practitioner signs in in Madrid and reads a protocol of the library', async () => {
    await office.goto('/');
    await signInOnScreen(office, staff.practitioner);
    await expect(heading(office, 'Today')).toBeVisible();
    await office.getByRole('link', { name: 'Protocols', exact: true }).click();
    // Found by eye while the search still waits for the last letter.
    await office.getByRole('searchbox').fill('knee osteo');
    await office.getByRole('link', { name: protocol }).click();
    await expect(heading(office, protocol)).toBeVisible();
    await expect(office.getByText('A clinician must review this before it is used')).toBeVisible();
    await expect(office.getByText('42 days').first()).toBeVisible();
    await expect(
      office.getByRole('link', { name: /nice\.org\.uk|rheumatology|escape|Hurley/i }).first(),
    ).toBeVisible();
  });

  await test.step('creates a client who lives in Los Angeles, and invites them', async () => {
    await office.getByRole('link', { name: 'Clients', exact: true }).click();
    await office.getByRole('button', { name: 'New client' }).click();
    const form = office.getByRole('dialog', { name: 'New client' });
    await form.getByLabel('Name', { exact: true }).fill(person.name);
    await form.getByLabel('E-mail address optional').fill(person.email);
    await form.getByRole('textbox', { name: /^Birth date/ }).fill('04/05/1961');
    await form.getByRole('textbox', { name: 'A condition' }).fill('Rheumatoid arthritis');
    await form.getByRole('combobox', { name: 'Time zone' }).fill('los angeles');
    await form.getByRole('option', { name: /^Los Angeles/ }).click();
    await form.getByRole('radio', { name: /Imperial/ }).check();
    await form.getByRole('button', { name: 'Create client' }).click();
    await expect(heading(office, person.name)).toBeVisible();
    await expect(office.getByText('in Los Angeles')).toBeVisible();
    await expect(office.getByText('Nothing assigned yet')).toBeVisible();

    await office.getByRole('button', { name: `Actions for ${person.name}` }).click();
    await office.getByRole('menuitem', { name: 'Invite to sign in…' }).click();
    const invite = office.getByRole('dialog', { name: `Invite ${person.name} to sign in` });
    await expect(invite.getByLabel('E-mail address')).toHaveValue(person.email);
    await invite.getByRole('button', { name: 'Send the invitation' }).click();
    await expect(office.getByText(`The invitation is on its way to ${person.email}.`)).toBeVisible();
  });

  await test.step('assigns the protocol in three steps, from the day it is there', async () => {
    await office.getByRole('link', { name: 'Assign a protocol' }).click();
    await search(office, 'knee osteo');
    await office.getByRole('link', { name: protocol }).click();
    await expect(heading(office, `Assign “${protocol}”`)).toBeVisible();

    await office.getByRole('button', { name: /^Clients/ }).click();
    await expect(office.getByText('1 client chosen')).toBeVisible();
    await office.getByRole('button', { name: 'Start and safety' }).click();
    const day1 = office.getByRole('textbox', { name: /^Day 1/ });
    await day1.fill(typed(clientToday()));
    const check = office.getByRole('listitem').filter({ hasText: person.name });
    await expect(check).toContainText('Inflammatory arthritis');
    await expect(check).toContainText('recorded: Rheumatoid arthritis');
    await office.getByRole('button', { name: 'First week' }).click();
    await expect(office.getByRole('heading', { name: 'The first week' })).toBeVisible();
    await office.getByRole('button', { name: 'Assign to 1 client' }).click();

    await expect(heading(office, person.name)).toBeVisible();
    await expect(office.getByText('Day 1 of 42')).toBeVisible();
    await expect(office.getByText('Version 1', { exact: true })).toBeVisible();
  });

  await test.step('the client accepts the invitation on a phone and sees today', async () => {
    await pocket.goto(await linkFromMail(testInfo, person.email, 'accept-invitation'));
    await expect(pocket.getByLabel('E-mail address')).toHaveValue(person.email);
    await pocket.getByLabel('Choose a password', { exact: true }).fill(person.password);
    await pocket.getByRole('button', { name: /^Join/ }).click();
    await expect(pocket).toHaveURL('/me/today');
    await expect(heading(pocket, longDate(clientToday()))).toBeVisible();
    await expectDone(pocket, '0 of 5 done', '5 left today');
  });

  await test.step('checks off with one tap, takes it back, and does it again', async () => {
    await pocket.getByRole('button', { name: topic }).first().tap();
    await expectDone(pocket, '1 of 5 done', '4 left today');
    await pocket.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' }).tap();
    await expectDone(pocket, '0 of 5 done', '5 left today');
    await pocket.getByRole('button', { name: topic }).first().tap();
    await expectDone(pocket, '1 of 5 done', '4 left today');
  });

  await test.step('says that something was partly done', async () => {
    await choose(pocket, circuit, 'Partly done');
    const sheet = pocket.getByRole('dialog', { name: 'Partly done' });
    await sheet.getByRole('textbox', { name: 'How much did you do?' }).fill('30');
    await sheet.getByRole('button', { name: 'Save' }).tap();
    await expect(pocket.getByText('30 / 40 min')).toBeVisible();
    await expectDone(pocket, '1.8 of 5 done', '3 left today');
  });

  await test.step('measures in pounds', async () => {
    await pocket.getByRole('button', { name: 'Weigh yourself' }).first().tap();
    const sheet = pocket.getByRole('dialog', { name: 'Weigh yourself' });
    for (const key of ['1', '9', '0', 'Decimal sign', '4']) {
      await sheet.getByRole('button', { name: key, exact: true }).tap();
    }
    await expect(sheet.getByRole('textbox')).toHaveValue('190.4');
    await sheet.getByRole('button', { name: 'Save' }).tap();
    await expect(pocket.getByText(/^190\.4 lb/)).toBeVisible();
    await expectDone(pocket, '2.8 of 5 done', '2 left today');
  });

  await test.step('skips with a reason, once of their own and once as they were told', async () => {
    await choose(pocket, 'Knee pain over the last week', 'Skip');
    await pocket.getByRole('button', { name: 'I felt unwell' }).tap();
    await expect(pocket.getByText('Skipped: unwell')).toBeVisible();
    await choose(pocket, 'KOOS', 'Skip');
    await pocket.getByRole('button', { name: 'My clinician told me to leave it out' }).tap();
    await expect(pocket.getByText('Skipped: clinician said so')).toBeVisible();
    await expectDone(pocket, '2.8 of 5 done', "You're done for today");
    await expect(pocket.getByText('sending')).toHaveCount(0);
  });

  await test.step('the practitioner sees the new adherence and each check-in', async () => {
    await office.reload();
    // Done, 30 of 40 and measured are 2.75 of four; the fifth was left out on a clinician's word.
    await expect(office.getByRole('radio', { name: /^7 days/ })).toHaveAccessibleName('7 days 69% 2.8 of 4');
    await expect(office.getByRole('radio', { name: /^In all/ })).toHaveAccessibleName('In all 69% 2.8 of 4');

    await office.getByRole('tab', { name: 'Check-ins' }).click();
    const lines = office.getByRole('tabpanel').getByRole('listitem');
    await expect(lines).toHaveCount(7);
    const line = (title: string) => lines.filter({ hasText: title });
    await expect(line('KOOS')).toContainText('Skipped: A clinician said so');
    await expect(line('Knee pain over the last week')).toContainText('Skipped: Unwell');
    await expect(line('Weigh yourself')).toContainText('Done');
    await expect(line('Weigh yourself')).toContainText('190.4 lb');
    await expect(line(circuit)).toContainText('Partly done · 30 / 40 min');
    await expect(line(topic)).toHaveCount(3);
    await expect(line(topic).filter({ hasText: 'Taken back' })).toHaveCount(1);
    await expect(line(topic).filter({ hasText: 'Replaced later' })).toHaveCount(2);

    await office.getByRole('link', { name: 'Clients', exact: true }).click();
    await search(office, person.email);
    const row = office.getByRole('row').filter({ hasText: person.name });
    await expect(row).toContainText('69%');
    await expect(row).toContainText('1 protocol');
    await expect(row).toContainText('Los Angeles');
  });
});

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

/** Types into the search of a list and waits for its answer. */
async function search(page: Page, words: string): Promise<void> {
  await page.getByRole('searchbox').fill(words);
  await expect(page).toHaveURL((url) => url.searchParams.get('search') === words);
}

/** The date on the client's calendar while the practitioner may have the next one. */
function clientToday(): string {
  return localDateOf(new Date(), phone.timezoneId, 0);
}

/** As it is typed in Madrid. */
function typed(date: string): string {
  return date.split('-').reverse().join('/');
}

/** As the phone shows it. */
function longDate(date: string): string {
  const form = new Intl.DateTimeFormat(phone.locale, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  });
  return form.format(new Date(`${date}T00:00:00Z`));
}

async function expectDone(page: Page, ring: string, words: string): Promise<void> {
  await expect(page.getByRole('progressbar', { name: 'Done today' })).toHaveAttribute('aria-valuetext', ring);
  await expect(page.getByText(words, { exact: true })).toBeVisible();
}

async function choose(page: Page, activity: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${activity}` }).tap();
  await page.getByRole('menuitem', { name: action, exact: true }).tap();
}
