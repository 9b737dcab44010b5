import type { Clock } from '../../platform/clock.ts';
import type { Mailer } from '../../platform/mail/mailer.ts';
import type { Sessions } from '../../platform/sessions.ts';

/** What the feature is registered with. */
export type OrganizationDeps = {
  config: { PUBLIC_URL: string };
  clock: Clock;
  mailer: Mailer;
  sessions: Sessions;
};
