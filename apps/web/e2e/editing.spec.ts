import { randomUUID } from 'node:crypto';
import type { Protocol } from '@healthprotocol/contracts/protocols';
import type { Page } from '@playwright/test';
import { expect, laptop, test } from './journey.ts';
import { signInByRequest, staff } from './people.ts';
import { createDraft, createProtocol } from './prepare.ts';

const newTitle = (words: string) => `${words} ${randomUUID().slice(0, 8)}`;

test('a protocol is written, keeps itself, is published, and goes on as the next version', async ({
  openBrowser,
  practitionerSession,
}) => {
  const page = await (await openBrowser({ ...laptop, storageState: practitionerSession })).newPage();
  const title = newTitle('Walking after a hip replacement');
  const publishing = page.getByRole('button', { name: 'Publish…' });
  const dialog = page.getByRole('dialog', { name: 'Publish version' });

  await test.step('it begins with a title and a length', async () => {
    await page.goto('/protocols');
    await page.getByRole('button', { name: 'New protocol' }).click();
    const form = page.getByRole('dialog', { name: 'New protocol' });
    await form.getByLabel('Title').fill(title);
    await form.getByLabel('Length').fill('14');
    await form.getByRole('button', { name: 'Create and edit' }).click();
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  });

  await test.step('while it is empty it cannot be published', async () => {
    await publishing.click();
    await expect(dialog).toContainText('Add at least one activity: there is nothing to do yet.');
    await expect(dialog.getByRole('button', { name: 'Publish version 1' })).toBeDisabled();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('a phase, an activity in it, and when it is due', async () => {
    await page.getByRole('button', { name: 'Add a phase' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Indoors');
    await page.getByLabel('Last day').fill('7');
    await page.getByRole('button', { name: 'Add an activity to Indoors' }).click();
    await page.getByLabel('What to do').fill('Walk in the corridor');
    await page.getByLabel('Kind').selectOption('Exercise');
    await page.getByLabel('Days', { exact: true }).selectOption('On weekdays that you choose');
    for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']) {
      await page.getByRole('checkbox', { name: day }).setChecked(day === 'Mon' || day === 'Thu');
    }
    await page.getByRole('button', { name: 'Evening' }).click();
    await page.getByLabel('Exact time').fill('13:30');
    await page.getByRole('button', { name: 'Add this time' }).click();
    await page.getByLabel('It has a target').check();
    await page.getByLabel('Value').fill('10');

    const preview = page.getByRole('region', { name: 'What a client sees' });
    await expect(preview).toContainText('Due on 2 days in all');
    await expect(preview.getByRole('listitem')).toHaveCount(3);
    await preview.getByRole('slider').fill('2');
    await expect(preview).toContainText('Nothing to do on this day');
  });

  await test.step('it is saved by itself, and a reload finds all of it', async () => {
    await expectSaved(page);
    await page.reload();
    await page.getByRole('button', { name: 'Walk in the corridor' }).click();
    await expect(page.getByLabel('What to do')).toHaveValue('Walk in the corridor');
    await expect(page.getByLabel('Phase')).toHaveValue(/./);
    await expect(page.getByRole('checkbox', { name: 'Thu' })).toBeChecked();
    await expect(page.getByRole('checkbox', { name: 'Fri' })).not.toBeChecked();
    for (const slot of ['Morning', 'Evening']) {
      await expect(page.getByRole('button', { name: slot })).toHaveAttribute('aria-pressed', 'true');
    }
    await expect(page.getByRole('button', { name: 'Remove 13:30' })).toBeVisible();
    await expect(page.getByLabel('Value')).toHaveValue('10');
  });

  await test.step('published, it is version 1', async () => {
    await publishing.click();
    await dialog.getByRole('button', { name: 'Publish version 1' }).click();
    await expect(page.getByText('Version 1 is published.')).toBeVisible();
    await expect(page.getByText('14 days').first()).toBeVisible();
    await expect(page.getByText('Walk in the corridor').first()).toBeVisible();
  });

  await test.step('an edit becomes the draft of version 2, and shows its differences', async () => {
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByRole('button', { name: 'Walk in the corridor' }).click();
    await publishing.click();
    await expect(dialog).toContainText('Nothing differs from version 1.');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByLabel('Value').fill('15');
    await expectSaved(page);

    await page.getByRole('link', { name: 'Back to the protocol' }).click();
    await expect(page.getByText('There is a draft of version 2')).toBeVisible();
    await page.getByRole('link', { name: 'Edit the draft' }).click();
    await publishing.click();
    await expect(dialog).toContainText(/before\s*10 min\s*now\s*15 min/);
    await dialog.getByLabel(/^Note/).fill('Two weeks went well');
    await dialog.getByRole('button', { name: 'Publish version 2' }).click();
    await expect(page.getByText('Version 2 is published.')).toBeVisible();

    await page.getByRole('tab', { name: 'Versions' }).click();
    const versions = page.getByRole('tabpanel').getByRole('listitem');
    await expect(versions.filter({ hasText: 'Two weeks went well' })).toContainText('Version 2');
    await page.getByRole('link', { name: 'Version 1' }).click();
    await expect(page.getByText('This is version 1, not the newest')).toBeVisible();
    await expect(page.getByText(/10 min/).first()).toBeVisible();
  });
});

test('of two who write one draft the second is told, and neither text is lost', async ({
  openBrowser,
  practitioner,
  practitionerSession,
}) => {
  const first = newTitle('Swimming');
  const { id } = await createDraft(practitioner, { title: first, durationDays: 28 });
  const teresa = await (await openBrowser({ ...laptop, storageState: practitionerSession })).newPage();
  const others = await openBrowser(laptop);
  await signInByRequest(others.request, staff.colleague);
  const oliver = await others.newPage();
  for (const page of [teresa, oliver]) {
    await page.goto(`/protocols/${id}/edit`);
    await expect(page.getByRole('heading', { name: first, level: 1 })).toBeVisible();
  }
  const stored = async () => {
    const answer = await practitioner.get(`/api/v1/protocols/${id}`);
    return ((await answer.json()) as Protocol).draft?.content;
  };

  await teresa.getByLabel('Title').fill(`${first} in warm water`);
  await expectSaved(teresa);
  await oliver.getByLabel('Title').fill(`${first} with a float`);

  const told = oliver.getByRole('alert');
  await expect(told).toContainText('Dr Teresa Quiroga changed this draft while you were writing');
  await expect(oliver.getByText('Not saved: somebody else changed this draft')).toBeVisible();
  await expect(oliver.getByLabel('Title')).toHaveValue(`${first} with a float`);
  expect((await stored())?.title).toBe(`${first} in warm water`);

  await oliver.getByRole('button', { name: 'Compare' }).click();
  const comparison = oliver.getByRole('dialog', { name: 'Theirs and yours' });
  await expect(comparison).toContainText(`${first} in warm water`);
  await expect(comparison).toContainText(`${first} with a float`);
  await comparison.getByRole('button', { name: 'Take theirs' }).click();
  await expect(comparison).toBeHidden();
  await expect(oliver.getByLabel('Title')).toHaveValue(`${first} in warm water`);

  await oliver.getByRole('button', { name: 'Undo the last change' }).click();
  await expect(oliver.getByLabel('Title')).toHaveValue(`${first} with a float`);
  await expectSaved(oliver);
  await expect.poll(async () => (await stored())?.title).toBe(`${first} with a float`);

  await teresa.getByLabel('Length').fill('21');
  await expect(teresa.getByRole('alert')).toContainText(
    'Oliver Brandt changed this draft while you were writing',
  );
  await teresa.getByRole('button', { name: 'Keep mine' }).click();
  await expectSaved(teresa);
  expect(await stored()).toMatchObject({ title: `${first} in warm water`, durationDays: 21 });
});

test('what cannot be saved is told where it is, and saved once it is put right', async ({
  openBrowser,
  practitioner,
  practitionerSession,
}) => {
  const { id } = await createProtocol(practitioner, {
    title: newTitle('Stretching'),
    durationDays: 14,
    phases: [{ id: 'first', title: 'First week', startDay: 1, endDay: 7 }],
    activities: [
      {
        id: 'stretch',
        kind: 'exercise',
        title: 'Stretch',
        schedule: { recurrence: { type: 'daily' }, slots: ['morning'] },
      },
    ],
  });
  const page = await (await openBrowser({ ...laptop, storageState: practitionerSession })).newPage();
  await page.goto(`/protocols/${id}/edit`);

  const length = page.getByLabel('Length');
  for (const [days, words] of [
    ['0', 'At least 1.'],
    ['366', 'At most 365.'],
  ] as const) {
    await length.fill(days);
    await expect(length).toHaveAccessibleDescription(new RegExp(words));
    await expect(page.getByText(/^Not saved: \d+ things? to put right$/)).toBeVisible();
  }
  await length.fill('14');
  await expectSaved(page);

  await page.getByRole('button', { name: /^First week/ }).click();
  await page.getByLabel('Last day').fill('20');
  await expect(page.getByLabel('Last day')).toHaveAccessibleDescription(
    'This lies after the last day of the protocol.',
  );
  await page.getByLabel('Last day').fill('14');

  await page.getByRole('button', { name: 'Stretch', exact: true }).click();
  await page.getByRole('button', { name: 'Morning' }).click();
  await expect(page.getByText('Choose at least one time of day.')).toBeVisible();
  await page.getByRole('button', { name: 'Publish…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish version 2' });
  await expect(dialog).toContainText('These have to be put right first');
  await expect(dialog.getByRole('button', { name: 'Publish version 2' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  for (let hour = 8; hour < 20; hour++) {
    await page.getByLabel('Exact time').fill(`${String(hour).padStart(2, '0')}:00`);
    await page.getByLabel('Exact time').press('Enter');
  }
  await expect(page.getByText('That is the most a day can have: 12.')).toBeVisible();
  await expect(page.getByLabel('Exact time')).toBeDisabled();
  await expectSaved(page);
});

async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByText(/^Saved (just now|\d)/)).toBeVisible();
}
