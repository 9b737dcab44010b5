import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../../platform/app-error.ts';

/** Argon2id (the library's default variant) with the parameters of the OWASP password storage cheat sheet; memory in KiB. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Libuv has four threads; half of them stay free for files and name look-ups. A single core hashes one at a time. */
const MAX_RUNNING = Math.min(2, availableParallelism());
/** At about 20 ms each the last one waits less than a second. */
const MAX_WAITING = 64;

let running = 0;
const waiting: (() => void)[] = [];

/** @throws service_unavailable when too many passwords are being hashed at once */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, PARAMETERS));

/** @throws service_unavailable when too many passwords are being hashed at once */
export const verifyPassword = ({ hash, password }: { hash: string; password: string }): Promise<boolean> =>
  inTurn(() => verify(hash, password));

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < MAX_RUNNING) running++;
  else if (waiting.length < MAX_WAITING) await new Promise<void>((resolve) => waiting.push(resolve));
  else throw new AppError('service_unavailable');
  try {
    return await work();
  } finally {
    // The turn is handed on, so `running` stays as it is.
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
