import type { ProtocolContentInput } from '@healthprotocol/contracts/protocol-content';
import { expect, laptop, phone, test } from './journey.ts';
import { newPerson } from './people.ts';
import {
  assignFromToday,
  createClient,
  createClientWithLogin,
  createProtocol,
  publishNext,
} from './prepare.ts';

test('a tablet that was taken today stays, and is due again today only when the practitioner says so', async ({
  openBrowser,
  practitioner,
  practitionerSession,
  playwright,
}, testInfo) => {
  const { client, session } = await createClientWithLogin({ practitioner, playwright }, testInfo);
  const title = newPerson('A tablet a day for').name;
  const protocol = await createProtocol(practitioner, {
    title,
    durationDays: 14,
    activities: [
      {
        id: 'tablet',
        kind: 'medication',
        title: 'Take the tablet',
        schedule: { recurrence: { type: 'daily' }, slots: ['morning'] },
      },
    ],
  });
  const assignment = await assignFromToday(practitioner, protocol, client);
  const office = await (await openBrowser({ ...laptop, storageState: practitionerSession })).newPage();
  const pocket = await (await openBrowser({ ...phone, storageState: session })).newPage();
  const dialog = office.getByRole('dialog', { name: `Change “${title}” for this client` });
  const notice = dialog.getByRole('alert');
  const progress = pocket.getByRole('progressbar', { name: 'Done today' });
  const expectDone = (words: string) => expect(progress).toHaveAttribute('aria-valuetext', words);
  const save = dialog.getByRole('button', { name: 'Save' });

  await test.step('the client takes it', async () => {
    await pocket.goto('/me/today');
    await pocket.getByRole('button', { name: 'Take the tablet' }).first().tap();
    await expectDone('1 of 1 done');
  });

  await test.step('the practitioner moves it to the evening and is asked', async () => {
    await office.goto(`/clients/${client.id}`);
    await office.getByRole('button', { name: `Actions for “${title}”` }).click();
    await office.getByRole('menuitem', { name: 'Change for this client…' }).click();
    await dialog.getByRole('button', { name: 'Change' }).click();
    await dialog.getByRole('button', { name: 'Evening' }).click();
    await dialog.getByRole('button', { name: 'Morning' }).click();
    await save.click();
    await expect(notice).toContainText('“Take the tablet” would be due again today');
    await expect(notice).toBeInViewport();
    await expect(save).toBeDisabled();
  });

  await test.step('tomorrow is proposed, and nothing needs to be confirmed for it', async () => {
    await notice.getByRole('button', { name: 'From tomorrow' }).click();
    await expect(notice).toBeHidden();
    await expect(save).toBeEnabled();
    await save.click();
    await expect(office.getByText('The plan is changed.')).toBeVisible();
    await pocket.reload();
    await expectDone('1 of 1 done');
  });

  await test.step('confirmed, it is due again today, and the one that was taken stays', async () => {
    await office.reload();
    await office.getByRole('button', { name: `Actions for “${title}”` }).click();
    await office.getByRole('menuitem', { name: 'Change for this client…' }).click();
    await dialog.getByRole('button', { name: 'Change' }).click();
    await dialog.getByRole('button', { name: 'Evening' }).click();
    await dialog.getByRole('button', { name: 'Morning' }).click();
    await save.click();
    await notice.getByRole('checkbox', { name: 'Due again today all the same' }).check();
    await save.click();
    await expect(office.getByText('The plan is changed.')).toBeVisible();
    await pocket.reload();
    await expectDone('1 of 2 done');
  });

  await test.step('stopped, the day still has what was taken, and it can be taken back', async () => {
    await practitioner.post(`/api/v1/assignments/${assignment.id}/stop`, {
      data: { reason: 'Another medicine' },
    });
    await pocket.reload();
    await expectDone('1 of 1 done');
    await pocket.getByRole('button', { name: 'More for Take the tablet' }).tap();
    await pocket.getByRole('menuitem', { name: 'Undo' }).tap();
    await expect(pocket.getByRole('button', { name: /^Take the tablet/ })).toBeHidden();
  });
});

test('a move to a version that is over for the client ends the protocol when confirmed, and is taken back', async ({
  openBrowser,
  practitioner,
  practitionerSession,
}) => {
  const client = await createClient(practitioner, { name: newPerson('Robin').name });
  const title = newPerson('Walks for').name;
  const content = (durationDays: number): ProtocolContentInput => ({
    ...{ title, durationDays },
    activities: [
      {
        ...{ id: 'walk', kind: 'exercise', title: 'Walk' },
        schedule: { recurrence: { type: 'daily' }, slots: ['morning'] },
      },
    ],
  });
  const protocol = await createProtocol(practitioner, content(14));
  await assignFromToday(practitioner, protocol, client, [], -5);
  await publishNext(practitioner, protocol, content(3));
  const office = await (await openBrowser({ ...laptop, storageState: practitionerSession })).newPage();
  const actions = office.getByRole('button', { name: `Actions for “${title}”` });
  const dialog = office.getByRole('dialog', { name: 'Move to version 2?' });
  const move = dialog.getByRole('button', { name: 'Move to version 2' });
  const end = async () => {
    await actions.click();
    await office.getByRole('menuitem', { name: 'Move to version 2…' }).click();
    await move.click();
    await expect(dialog.getByRole('alert')).toContainText('further than version 2 lasts');
    await expect(move).toBeDisabled();
    await dialog.getByRole('checkbox', { name: 'End it all the same' }).check();
    await move.click();
    await expect(office.getByText(`“${title}” has ended.`)).toBeVisible();
  };

  await office.goto(`/clients/${client.id}`);
  await expect(office.getByText('Day 6 of 14')).toBeVisible();
  await test.step('it is taken back at once', async () => {
    await end();
    await office.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Undo' }).click();
    await expect(office.getByText(`“${title}” goes on with version 1.`)).toBeVisible();
    await expect(office.getByText('Day 6 of 14')).toBeVisible();
  });
  await test.step('or later, from the menu', async () => {
    await office.reload();
    await end();
    await office.reload();
    await actions.click();
    await office.getByRole('menuitem', { name: 'Go back to version 1' }).click();
    await expect(office.getByText('Day 6 of 14')).toBeVisible();
  });
});
