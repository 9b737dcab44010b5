import { createHash, randomBytes } from 'node:crypto';

/** A secret to be mailed to somebody (256 bits); only `hashOfToken` of it is stored. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a token: SHA-256, because a random token needs no slow hash. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
