import { parseArgs } from 'node:util';
import { PROFILES, type Profile, USUAL } from '../k6/traffic.ts';

export const USAGE = `Usage: npm run load -- smoke|stages|spike|soak [--users N] [--minutes N] [--target URL --sessions FILE]

  smoke   20 users for 20 seconds: does everything still work
  stages  1,000 users: two minutes up, five minutes there, two minutes down
  spike   a tenth of the users, then all of them within seconds
  soak    a day of 24 hours in 15 minutes; fails on growth of memory, handles or connections

  --users N        how many people there are at most
  --minutes N      how long it takes in all
  --target URL     a service that runs already, instead of one with a database of its own; rate limits must be raised there
  --sessions FILE  who signs in there: [{ "role", "email", "password", "cookie": { "name", "value" } }]

The outcome is kept in load/results.
`;

export type Options = {
  profile: Profile;
  users: number;
  minutes: number;
  given: { target: string; sessionsFile: string } | undefined;
};

/** Reads the command line; a problem comes back as a sentence. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    return parse(args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function parse(args: readonly string[]): Options | string {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { users: text, minutes: text, target: text, sessions: text },
  });
  const profile = PROFILES.find((name) => name === positionals[0]);
  if (!profile || positionals.length > 1) return 'Name one profile.';
  const users = Number(values.users ?? USUAL[profile].users);
  if (!Number.isInteger(users) || users < 2) return '--users must be a whole number from 2 on.';
  const minutes = Number(values.minutes ?? USUAL[profile].minutes);
  if (!(minutes > 0)) return '--minutes must be a number above 0.';
  const { target, sessions } = values;
  if ((target === undefined) !== (sessions === undefined)) return '--target and --sessions go together.';
  if (target !== undefined && profile === 'soak')
    return 'A soak looks into the process, so it starts its own.';
  const given =
    target && sessions ? { target: target.replace(/\/+$/, ''), sessionsFile: sessions } : undefined;
  return { profile, users, minutes, given };
}
