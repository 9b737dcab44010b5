import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../../config.ts';
import { newId } from '../ids.ts';

export type Mail = { to: string; subject: string; text: string };

export type Mailer = {
  /** Hands the mail to the server, or writes it to its file; throws when that fails. */
  send(mail: Mail): Promise<void>;
  /** The same without waiting: whoever asked is answered alike and as fast whether the mail leaves or not. A failure is logged. */
  sendInBackground(mail: Mail): void;
  /** Waits for the mail that is on its way. */
  close(): Promise<void>;
};

type MailConfig = Pick<Config, 'SMTP_URL' | 'MAIL_FROM' | 'DATA_DIR'>;

/** Mail goes to the SMTP server of the settings, or, without one, to files in DATA_DIR/mail. */
export function createMailer(config: MailConfig, logger: Logger): Mailer {
  const deliver = config.SMTP_URL
    ? smtpDelivery(config.SMTP_URL, config.MAIL_FROM)
    : fileDelivery(join(config.DATA_DIR, 'mail'), config.MAIL_FROM, logger);
  const onTheWay = new Set<Promise<void>>();
  return {
    send: deliver,
    sendInBackground: (mail) => {
      const sending = deliver(mail)
        .catch((err) => logger.error({ err: withoutAddresses(err) }, 'mail could not be sent'))
        .finally(() => onTheWay.delete(sending));
      onTheWay.add(sending);
    },
    close: async () => void (await Promise.all(onTheWay)),
  };
}

/** The library is not loaded before the first mail. */
const loadNodemailer = () => import('nodemailer');

function smtpDelivery(url: string, from: string): Mailer['send'] {
  const options = { url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
  return async ({ to, subject, text }) => {
    const { createTransport } = await loadNodemailer();
    await createTransport(options).sendMail({ from, to, subject, text });
  };
}

/** One file per mail (RFC 5322), named by time, so that the newest sorts last; only the owner may read it. */
function fileDelivery(folder: string, from: string, logger: Logger): Mailer['send'] {
  return async ({ to, subject, text }) => {
    const { createTransport } = await loadNodemailer();
    const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    const { message } = await transport.sendMail({ from, to, subject, text });
    const file = join(folder, `${newId()}.eml`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(file, withPlainBody(String(message), text), { mode: 0o600 });
    logger.info({ file }, 'mail written');
  };
}

/** Transports encode lines of more than 76 characters, which would break the links that people copy from the file. */
function withPlainBody(message: string, text: string): string {
  const [head = ''] = message.split('\r\n\r\n', 1);
  const plainHead = head.replace(/^(Content-Transfer-Encoding): .*$/m, '$1: 8bit');
  return `${plainHead}\r\n\r\n${text.replace(/\r?\n/g, '\r\n')}`;
}

/** SMTP servers quote the recipient in their refusal; the log keeps the codes only. */
function withoutAddresses(error: unknown): Record<string, unknown> {
  const { name, code, command, responseCode } = error as Record<string, unknown>;
  return { name, code, command, responseCode };
}
