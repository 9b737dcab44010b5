import type { ProtocolContentInput } from '@healthprotocol/contracts/protocol-content';
import type { Schedule } from '@healthprotocol/contracts/schedule';
import { addDays, localDateOf } from '@healthprotocol/domain/local-date';
import { expect, laptop, phone, test } from './journey.ts';
import { signInByRequest, staff } from './people.ts';
import { assignFromToday, createClient, createClientWithLogin, createProtocol } from './prepare.ts';

const daily: Schedule = { recurrence: { type: 'daily' }, slots: ['morning'] };

/** A protocol of a week with one thing to do. */
const week = (more: Partial<ProtocolContentInput> = {}): ProtocolContentInput => ({
  title: 'A week of walking',
  durationDays: 7,
  activities: [{ id: 'walk', kind: 'exercise', title: 'Walk', schedule: daily }],
  ...more,
});

test('every invalid field of a new client is named at once, and what was typed stays', async ({
  openBrowser,
  practitionerSession,
}) => {
  const page = await (await openBrowser({ ...laptop, storageState: practitionerSession })).newPage();
  await page.goto('/clients');
  await page.getByRole('button', { name: 'New client' }).click();
  const form = page.getByRole('dialog', { name: 'New client' });
  const name = form.getByLabel('Name', { exact: true });
  const email = form.getByLabel('E-mail address optional');
  const birthDate = form.getByRole('textbox', { name: /^Birth date/ });
  await email.fill('not an address');
  await birthDate.fill('01/01/1850');
  await form.getByRole('button', { name: 'Create client' }).click();
  await expect(name).toHaveAccessibleDescription("Enter the client's name.");
  await expect(email).toHaveAccessibleDescription(/Enter an address such as ana@example\.org\./);
  await expect(birthDate).toHaveAccessibleDescription(/Enter a date since 1900\./);
  await expect(name).toBeFocused();
  await expect(email).toHaveValue('not an address');
  await expect(birthDate).toHaveValue('01/01/1850');
});

test('a protocol of no days, or of more than a year, is not begun', async ({
  openBrowser,
  practitionerSession,
}) => {
  const page = await (await openBrowser({ ...laptop, storageState: practitionerSession })).newPage();
  await page.goto('/protocols');
  await page.getByRole('button', { name: 'New protocol' }).click();
  const form = page.getByRole('dialog', { name: 'New protocol' });
  const title = form.getByLabel('Title');
  const days = form.getByLabel('Length');
  const create = form.getByRole('button', { name: 'Create and edit' });
  await title.fill('AB');
  for (const wrong of ['0', '366']) {
    await days.fill(wrong);
    await create.click();
    await expect(title).toHaveAccessibleDescription('Between 3 and 100 characters.');
    await expect(days).toHaveAccessibleDescription(/A whole number from 1 to 365\./);
  }
  await expect(page).toHaveURL('/protocols');
});

test('a retired protocol is not assigned, even by a page that was open before', async ({
  openBrowser,
  practitioner,
  practitionerSession,
}) => {
  const client = await createClient(practitioner);
  const protocol = await createProtocol(practitioner, week());
  const page = await (await openBrowser({ ...laptop, storageState: practitionerSession })).newPage();
  await page.goto(`/protocols/${protocol.id}/assign?clientId=${client.id}`);
  await page.getByRole('button', { name: 'First week' }).click();
  await expect(page.getByRole('heading', { name: 'The first week' })).toBeVisible();
  await practitioner.post(`/api/v1/protocols/${protocol.id}/retire`);
  await page.getByRole('button', { name: 'Assign to 1 client' }).click();
  await expect(page.getByRole('alert')).toHaveText(
    "This protocol is retired and can't be used for new assignments.",
  );

  await page.reload();
  await expect(page.getByText("This protocol can't be assigned")).toBeVisible();
  await expect(
    page.getByText('It is retired. Those who follow it go on; nobody new can start it.'),
  ).toBeVisible();
});

test('a contraindication blocks an assignment until its reason is written, and the reason is kept', async ({
  openBrowser,
  practitioner,
  practitionerSession,
}) => {
  const client = await createClient(practitioner, { conditions: [{ label: 'Unstable angina' }] });
  const protocol = await createProtocol(
    practitioner,
    week({
      contraindications: [
        {
          id: 'angina',
          kind: 'condition',
          severity: 'block',
          label: 'Angina that is not stable',
          terms: ['unstable angina'],
          rationale: 'The heart has to be seen to first.',
        },
      ],
    }),
  );
  const page = await (await openBrowser({ ...laptop, storageState: practitionerSession })).newPage();
  await page.goto(`/protocols/${protocol.id}/assign?clientId=${client.id}`);
  await expect(page.getByText('1 client is blocked until you write a reason.')).toBeVisible();
  await expect(page.getByText('The heart has to be seen to first.')).toBeVisible();
  const onward = page.getByRole('button', { name: 'First week' });
  const reason = page.getByRole('textbox', { name: `Why ${client.name} gets it nevertheless` });
  await onward.click();
  await expect(reason).toHaveAccessibleDescription(/Write at least 10 characters\./);
  await expect(reason).toBeFocused();
  await reason.fill('Cleared by cardiology on Monday.');
  await onward.click();
  await page.getByRole('button', { name: 'Assign to 1 client' }).click();
  await expect(page.getByRole('heading', { name: client.name, level: 1 })).toBeVisible();

  const list = await practitioner.get(`/api/v1/clients/${client.id}/assignments`);
  const { items } = (await list.json()) as { items: [{ id: string }] };
  const kept = await practitioner.get(`/api/v1/assignments/${items[0].id}`);
  expect(((await kept.json()) as { safety: unknown }).safety).toMatchObject({
    blockReason: 'Cleared by cardiology on Monday.',
    findings: [{ severity: 'block', matched: 'Unstable angina' }],
  });
});

test('a value that can hardly be true is asked about again before it is sent', async ({
  openBrowser,
  practitioner,
  playwright,
}, testInfo) => {
  const { client, session } = await createClientWithLogin({ practitioner, playwright }, testInfo);
  const weight = {
    loinc: '29463-7',
    display: 'Body weight',
    unit: 'kg',
    precision: 1,
    plausibleLow: 20,
    plausibleHigh: 300,
  };
  const protocol = await createProtocol(
    practitioner,
    week({
      activities: [
        { id: 'weight', kind: 'measurement', title: 'Weigh yourself', measures: [weight], schedule: daily },
      ],
    }),
  );
  await assignFromToday(practitioner, protocol, client);
  const page = await (await openBrowser({ ...phone, storageState: session })).newPage();
  await page.goto('/me/today');
  await page.getByRole('button', { name: /^Weigh yourself/ }).tap();
  const sheet = page.getByRole('dialog', { name: 'Weigh yourself' });
  const save = sheet.getByRole('button', { name: 'Save' });
  await save.tap();
  await expect(sheet.getByRole('textbox')).toHaveAccessibleDescription(
    /Enter a number with at most 1 digits? after the decimal sign\./,
  );
  await sheet.getByRole('textbox').fill('805');
  await save.tap();
  await expect(sheet.getByRole('alert')).toContainText('This looks unusual. Is it right?');
  await expect(sheet.getByRole('alert')).toContainText('Body weight: 805 kg');
  await sheet.getByRole('button', { name: 'Correct it' }).tap();
  await expect(sheet.getByRole('textbox')).toHaveValue('805');
  await sheet.getByRole('textbox').fill('80.5');
  await save.tap();
  await expect(page.getByText(/^80\.5 kg/)).toBeVisible();
  await expect(page.getByText("You're done for today")).toBeVisible();
});

test('days that have not come, and days too long ago, are refused in words', async ({
  openBrowser,
  practitioner,
  playwright,
}, testInfo) => {
  const { session } = await createClientWithLogin({ practitioner, playwright }, testInfo);
  const page = await (await openBrowser({ ...phone, storageState: session })).newPage();
  const today = localDateOf(new Date(), phone.timezoneId, 0);
  await page.goto(`/me/today?date=${addDays(today, 1)}`);
  await expect(page.getByText("This day hasn't come yet.")).toBeVisible();
  await page.goto(`/me/today?date=${addDays(today, -30)}`);
  await expect(page.getByText('This day can no longer be changed.')).toBeVisible();
});

test('a check-in of an assignment that was stopped meanwhile is explained, though its row is gone', async ({
  openBrowser,
  practitioner,
  playwright,
}, testInfo) => {
  const { client, session } = await createClientWithLogin({ practitioner, playwright }, testInfo);
  const { id } = await assignFromToday(practitioner, await createProtocol(practitioner, week()), client);
  const page = await (await openBrowser({ ...phone, storageState: session })).newPage();
  await page.goto('/me/today');
  const walk = page.getByRole('button', { name: /^Walk/ });
  await expect(walk).toBeVisible();
  const stop = await practitioner.post(`/api/v1/assignments/${id}/stop`, { data: { reason: 'Moved away' } });
  expect(stop.ok()).toBe(true);
  await walk.tap();
  await expect(page.getByRole('alert')).toContainText('Not saved. This assignment has ended.');
  await page.getByRole('button', { name: 'Close' }).tap();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByText('Nothing is assigned to you yet')).toBeVisible();
});

test('what another organization has does not exist here', async ({
  openBrowser,
  practitionerSession,
  playwright,
  baseURL,
}) => {
  const elsewhere = await playwright.request.newContext(baseURL ? { baseURL } : {});
  await signInByRequest(elsewhere, staff.elsewhere);
  const theirs = async (list: string) => {
    const { items } = (await (await elsewhere.get(`/api/v1/${list}`)).json()) as { items: [{ id: string }] };
    return items[0].id;
  };
  const page = await (await openBrowser({ ...laptop, storageState: practitionerSession })).newPage();
  for (const list of ['protocols', 'clients']) {
    await page.goto(`/${list}/${await theirs(list)}`);
    await expect(page.getByText("It doesn't exist, or you can't see it.")).toBeVisible();
  }
  await elsewhere.dispose();
});

test('hostile content is gone once it is saved, and nothing of it runs', async ({
  openBrowser,
  practitioner,
  practitionerSession,
  playwright,
}, testInfo) => {
  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(2)>',
    '<svg onload=alert(3)><circle r=9 /></svg>',
    '<a href="javascript:alert(4)">a link</a>',
    '<p style="background:url(javascript:alert(5))" onclick="alert(6)">harmless words</p>',
    '<iframe srcdoc="<script>alert(7)</script>"></iframe>',
    '<a href="data:text/html,<script>alert(8)</script>">another link</a>',
  ];
  const asText = '<img src=x onerror=alert(9)>';
  const { client, session } = await createClientWithLogin({ practitioner, playwright }, testInfo);
  const protocol = await createProtocol(
    practitioner,
    week({
      description: asText,
      content: attacks.join('\n'),
      activities: [
        { id: 'walk', kind: 'exercise', title: `Walk ${asText}`, instructions: asText, schedule: daily },
      ],
    }),
  );
  expect(protocol.latest?.content.content).toContain('harmless words');
  expect(protocol.latest?.content.content).not.toMatch(
    /script|onerror|onload|onclick|style=|svg|iframe|data:/i,
  );
  await assignFromToday(practitioner, protocol, client);

  const office = await (await openBrowser({ ...laptop, storageState: practitionerSession })).newPage();
  await office.goto(`/protocols/${protocol.id}`);
  await expect(office.getByText('harmless words')).toBeVisible();
  await office.getByText('harmless words').click();
  await expect(office.getByText(`Walk ${asText}`).first()).toBeVisible();

  const pocket = await (await openBrowser({ ...phone, storageState: session })).newPage();
  await pocket.goto('/me/today');
  await expect(pocket.getByText(`Walk ${asText}`)).toBeVisible();
  await pocket.goto('/me/plan');
  await pocket.getByText('Read the protocol').tap();
  await expect(pocket.getByText('harmless words')).toBeVisible();
  for (const page of [office, pocket]) {
    expect(
      await page.locator('main :is(script, iframe, object, embed, [onerror], [onload], [onclick])').count(),
    ).toBe(0);
    expect(await page.locator('main a:is([href^="javascript"], [href^="data"])').count()).toBe(0);
  }
});
