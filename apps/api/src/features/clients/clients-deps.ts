import type { Clock } from '../../platform/clock.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';

export type ClientsDeps = { clock: Clock; mailer: Mailer; config: { PUBLIC_URL: string } };
