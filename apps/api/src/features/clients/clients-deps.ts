import type { Clock } from '../../platform/clock.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';
import type { Sessions } from '../../platform/sessions.ts';

export type ClientsDeps = {
  clock: Clock;
  mailer: Mailer;
  sessions: Sessions;
  config: { PUBLIC_URL: string };
};
