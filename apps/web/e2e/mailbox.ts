import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type TestInfo } from '@playwright/test';

/** Waits for a mail to an address and returns the newest link to a page in it. */
export async function linkFromMail(testInfo: TestInfo, email: string, page: string): Promise<string> {
  const mailDir: string = testInfo.config.metadata.mailDir;
  let link = '';
  await expect
    .poll(async () => {
      link = (await linksTo(mailDir, email, page)).at(-1) ?? '';
      return link;
    }, `a mail to ${email} with a link to ${page}`)
    .not.toBe('');
  return link;
}

/** Every link to a page in the mails to an address, oldest first. */
async function linksTo(mailDir: string, email: string, page: string): Promise<string[]> {
  const files = await readdir(mailDir).catch(() => []);
  const mails = await Promise.all(files.sort().map((file) => readFile(join(mailDir, file), 'utf8')));
  return mails
    .filter((mail) => mail.includes(`To: ${email}`))
    .flatMap((mail) => mail.match(new RegExp(`https?://\\S+/${page}#token=\\S+`, 'g')) ?? []);
}
