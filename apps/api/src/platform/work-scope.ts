import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from 'pino';

/** What a piece of work is done for: a request under its route template, or a job under its name. */
export type WorkScope = {
  readonly name: string;
  /** Its lines carry the ids of the request. */
  readonly log: Logger;
};

/**
 * Says everywhere below a request what it is for, so that a slow statement can name its route. For telemetry alone:
 * whatever decides anything gets what it needs as an argument.
 */
export const workScope = new AsyncLocalStorage<WorkScope>();
