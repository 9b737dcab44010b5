import { hash } from 'node:crypto';
import type { Socket } from 'node:net';
import pg from 'pg';

/**
 * How many different statements a connection may keep prepared. The application has about a hundred; those whose text depends
 * on how many rows they write would otherwise fill the server's memory.
 */
const STATEMENTS_MAX = 300;

/** Names are shared by all connections; a text that comes after the bound stays without one. */
let names = new Map<string, string>();
let generation = 0;

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= STATEMENTS_MAX) return known;
  const name = `${hash('sha1', text, 'base64url')}${generation}`;
  names.set(text, name);
  return name;
}

/** A migration has changed the columns behind a `select *`: all statements get new names, and so are prepared anew. */
function forgetWhenStale(error: { routine?: string }): void {
  if (error.routine !== 'RevalidateCachedQuery') return;
  names = new Map();
  generation++;
}

/** A connection on which the server parses and plans each statement with parameters once, and only runs it afterwards. */
export class PreparingClient extends pg.Client {
  #isHeld = false;

  // Kysely's driver sends text and parameters and waits for a promise; nothing else uses this connection.
  override query(...args: unknown[]): never {
    this.#sendTogether();
    const [text, values] = args;
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 && nameOf(text);
    if (!name) return super.query(...(args as [string])) as never;
    const answer: Promise<unknown> = super.query({ name, text, values });
    answer.catch(forgetWhenStale);
    return answer as never;
  }

  /** Statements that are sent without waiting for one another leave in one write instead of one each. */
  #sendTogether(): void {
    if (this.#isHeld) return;
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
    this.#isHeld = true;
    stream.cork();
    process.nextTick(() => {
      this.#isHeld = false;
      stream.uncork();
    });
  }
}
