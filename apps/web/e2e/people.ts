import { randomUUID } from 'node:crypto';
import { type APIRequestContext, expect, type Page } from '@playwright/test';

export type SignIn = { email: string; password: string };

/** The cookies of somebody who is signed in. */
export type StorageState = Awaited<ReturnType<APIRequestContext['storageState']>>;

/** Demo sign-ins that the banner prints. */
export const staff = {
  owner: { email: 'owner@alameda.example', password: 'demo-practice-2026' },
  practitioner: { email: 'teresa.quiroga@alameda.example', password: 'demo-practice-2026' },
  colleague: { email: 'oliver.brandt@alameda.example', password: 'demo-practice-2026' },
  /** Of the other demo organization. */
  elsewhere: { email: 'naomi.castellano@fernhill.example', password: 'demo-practice-2026' },
} satisfies Record<string, SignIn>;

export const demoClient: SignIn = { email: 'lucia.herrero@mail.example', password: 'demo-practice-2026' };

/** A name and an address that no other journey has. */
export function newPerson(givenName: string): { name: string; email: string; password: string } {
  const mark = randomUUID().slice(0, 8);
  const name = `${givenName} ${mark}`;
  return {
    name,
    email: `${name.replace(' ', '.').toLowerCase()}@mail.example`,
    password: `fir and ${mark} lake`,
  };
}

export async function signInOnScreen(page: Page, { email, password }: SignIn): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function signInByRequest(request: APIRequestContext, data: SignIn): Promise<void> {
  const answer = await request.post('/api/v1/session', { data });
  expect(answer.status(), await answer.text()).toBe(200);
}
