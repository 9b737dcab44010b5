import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMailer } from './mailer.ts';

const mail = {
  to: 'noor@example.org',
  subject: 'Prüfung',
  text: `Grüße\n\nhttps://health.example.org/#token=${'x'.repeat(60)}\n`,
};
const MAIL_FROM = 'HealthProtocol <no-reply@example.org>';
let folder: string;
let lines: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'healthprotocol-mail-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const logger = pino({ level: 'info' }, { write: (line) => lines.push(line) });

test('without a mail server each mail is a file that only its owner may read', async () => {
  const mailer = createMailer({ SMTP_URL: undefined, MAIL_FROM, DATA_DIR: folder }, logger);
  await mailer.send(mail);
  await mailer.send({ ...mail, subject: 'Second' });
  const files = readdirSync(join(folder, 'mail')).sort();
  expect(files).toHaveLength(2);
  const first = join(folder, 'mail', files[0] ?? '');
  const text = readFileSync(first, 'utf8');
  expect(text).toMatch(/^From: HealthProtocol <no-reply@example\.org>\r$/m);
  expect(text).toMatch(/^To: noor@example\.org\r$/m);
  expect(text).toMatch(/^Subject: =\?UTF-8\?Q\?Pr=C3=BCfung\?=\r$/m);
  expect(text).toMatch(/^Content-Transfer-Encoding: 8bit\r$/m);
  expect(text).toMatch(/\r\n\r\nGrüße\r\n\r\nhttps:\/\/health\.example\.org\/#token=x{60}\r\n$/);
  expect(statSync(first).mode & 0o777).toBe(0o600);
  expect(lines.join('')).not.toMatch(/noor|Grüße/);
});

test('a subject cannot smuggle in another header', async () => {
  const mailer = createMailer({ SMTP_URL: undefined, MAIL_FROM, DATA_DIR: folder }, logger);
  await mailer.send({ ...mail, subject: 'Hello\r\nBcc: evil@example.net' });
  const [file = ''] = readdirSync(join(folder, 'mail'));
  expect(readFileSync(join(folder, 'mail', file), 'utf8')).not.toMatch(/^Bcc:/m);
});

test('with a mail server the mail is handed to it', async () => {
  const received: string[] = [];
  const server = createServer((socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`);
    let inData = false;
    say('220 test ESMTP');
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      received.push(text);
      if (inData) {
        if (text.endsWith('\r\n.\r\n')) {
          inData = false;
          say('250 accepted');
        }
      } else if (text.startsWith('DATA')) {
        inData = true;
        say('354 go on');
      } else if (text.startsWith('QUIT')) socket.end('221 bye\r\n');
      else say('250 test');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const mailer = createMailer({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM, DATA_DIR: folder }, logger);
  mailer.sendInBackground(mail);
  await mailer.close();
  await new Promise((resolve) => server.close(resolve));
  expect(received.join('')).toMatch(/RCPT TO:<noor@example\.org>/);
  expect(readdirSync(folder)).toEqual([]);
});

test('mail that cannot be sent in the background is logged without its address, and nothing is thrown', async () => {
  writeFileSync(join(folder, 'mail'), 'a file where the folder should be');
  const mailer = createMailer({ SMTP_URL: undefined, MAIL_FROM, DATA_DIR: folder }, logger);
  mailer.sendInBackground(mail);
  await mailer.close();
  expect(lines.join('')).toContain('mail could not be sent');
  expect(lines.join('')).not.toContain('noor');
  await expect(mailer.send(mail)).rejects.toThrow();
});
