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

/** What `pg` makes of a description of columns, as it keeps it in a result. */
type Columns = { fields?: unknown; _parsers?: unknown; _prebuiltEmptyResultObject?: unknown };

/** What of `pg` a query of ours goes into. */
type Internals = {
  name: string;
  callback: (error: (Error & { routine?: string }) | null, result: unknown) => void;
  _result: Columns;
  _accumulateRows: boolean;
  hasBeenParsed(connection: object): boolean;
  prepare(connection: { describe: unknown }): void;
  handleRowDescription(message: object): void;
  handleCommandComplete(message: object, connection: object): void;
};
const PgQuery = pg.Query as unknown as new (text: string, values: unknown[]) => Internals;
const skip = (): void => {};

/** A prepared statement whose columns the server describes once for each connection: they cannot change. */
class PreparedQuery extends PgQuery {
  readonly #columns: Map<string, Columns>;

  constructor(name: string, text: string, values: unknown[], columns: Map<string, Columns>) {
    super(text, values);
    this.name = name;
    this.#columns = columns;
  }

  override prepare(connection: { describe: unknown }): void {
    const columns = this.#columns.get(this.name);
    if (!columns || !this.hasBeenParsed(connection)) {
      super.prepare(connection);
      return;
    }
    Object.assign(this._result, columns);
    this._accumulateRows = true;
    const { describe } = connection;
    connection.describe = skip;
    super.prepare(connection);
    connection.describe = describe;
  }

  override handleRowDescription(message: object): void {
    super.handleRowDescription(message);
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result;
    this.#columns.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject });
  }

  override handleCommandComplete(message: object, connection: object): void {
    super.handleCommandComplete(message, connection);
    if (!this.#columns.has(this.name)) this.#columns.set(this.name, {});
  }
}

/** A connection on which the server parses and plans each statement with parameters once, and only runs it afterwards. */
export class PreparingClient extends pg.Client {
  #isHeld = false;
  readonly #columns = new Map<string, Columns>();

  // Kysely's driver sends text and parameters and waits for a promise; nothing else uses this connection.
  override query(...args: unknown[]): never {
    this.#sendTogether();
    const [text, values] = args;
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 && nameOf(text);
    if (!name) return super.query(...(args as [string])) as never;
    const query = new PreparedQuery(name, text, values, this.#columns);
    const answer = new Promise((resolve, reject) => {
      query.callback = (error, result) => {
        if (!error) return resolve(result);
        forgetWhenStale(error);
        reject(error);
      };
    });
    super.query(query as never);
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
