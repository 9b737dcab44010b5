import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TestApp } from './build-test-app.ts';

export type ReceivedMail = { head: string; text: string };

/** Every mail the application has written so far, the oldest first. */
export function mailsOf({ dataDir }: TestApp): ReceivedMail[] {
  const folder = join(dataDir, 'mail');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((file) => parse(readFileSync(join(folder, file), 'utf8')));
}

/** Waits for the newest mail to `address` and gives the token of its link. */
export async function tokenMailedTo(app: TestApp, address: string, mails = 1): Promise<string> {
  const toAddress = () => mailsOf(app).filter(({ head }) => head.includes(`To: ${address}`));
  await expect.poll(() => toAddress().length, { timeout: 5_000 }).toBe(mails);
  return /#token=([\w-]+)/.exec(toAddress().at(-1)?.text ?? '')?.[1] ?? '';
}

function parse(message: string): ReceivedMail {
  const [head = '', ...rest] = message.split('\r\n\r\n');
  return { head, text: rest.join('\r\n\r\n') };
}
