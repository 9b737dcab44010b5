import pg from 'pg';
import { framesTransaction, statementShape } from '../../apps/api/test/statement-shape.ts';
import { type PlanNode, scannedTables } from './query-plan.ts';

/** One execution of a statement as the application sent it, with its own values, as its own role, in its own transaction. */
export type Sample = {
  shape: string;
  sql: string;
  mode: Mode;
  executionMs: number;
  planningMs: number;
  /** Pages of 8 KB found in the buffers, and read from beyond them. */
  hitPages: number;
  readPages: number;
  /** Tables that were read from one end to the other. */
  scanned: string[];
  plan: PlanNode;
};

type Query = (text: string, values?: unknown[]) => Promise<pg.QueryResult>;
type Explained = { Plan: PlanNode; 'Execution Time': number; 'Planning Time': number };

/** Planned for the values at hand, or once for all values, as PostgreSQL may do with a prepared statement from its sixth use on. */
export const MODES = ['custom', 'generic'] as const;
export type Mode = (typeof MODES)[number];

const EXPLAIN = 'explain (analyze, buffers, timing off, format json)';

type Watching = {
  times: number;
  onSample: (sample: Sample) => void;
  onFailure: (sql: string, error: unknown) => void;
};

export type Probe = {
  /** Runs `work`; every statement that any pool of this process sends is tried `times` times in each mode, each undone, before it really runs. */
  explain<T>(watching: Watching, work: () => Promise<T>): Promise<T>;
};

/**
 * Stands between the application and the driver. Every statement is first run under EXPLAIN ANALYZE in a savepoint of the
 * transaction in which it was sent and undone, so that it meets exactly the rows, the role and the tenant it is about to meet.
 */
export function installProbe(): Probe {
  let watching: Watching | undefined;
  const inTransaction = new WeakSet<object>();
  const original = pg.Client.prototype.query as unknown as (...args: unknown[]) => unknown;

  const probed = function (this: pg.Client, ...args: unknown[]): unknown {
    const { text, values } = statementOf(args);
    if (text === undefined) return original.apply(this, args);
    if (/^begin/i.test(text)) inTransaction.add(this);
    if (/^(commit|rollback)(?! to)/i.test(text)) inTransaction.delete(this);
    if (watching && !framesTransaction(text)) {
      const send: Query = (sql, bound) => original.call(this, sql, bound) as Promise<pg.QueryResult>;
      const inside = inTransaction.has(this);
      for (const mode of MODES)
        for (let time = 0; time < watching.times; time++)
          explainOnce(send, { text, values, mode, inside }, watching);
    }
    return original.apply(this, args);
  };
  pg.Client.prototype.query = probed as unknown as typeof pg.Client.prototype.query;

  return {
    async explain(next, work) {
      watching = next;
      try {
        return await work();
      } finally {
        watching = undefined;
      }
    },
  };
}

/** What the driver was asked to send, as text and values or as one object; what is asked for with a callback is not the application's. */
function statementOf(args: unknown[]): { text?: string; values: unknown[] } {
  const [first, second, callback] = args;
  if (typeof second === 'function' || typeof callback === 'function') return { values: [] };
  if (typeof first === 'string') return { text: first, values: (second as unknown[] | undefined) ?? [] };
  const { text, values = [], submit } = first as { text?: string; values?: unknown[]; submit?: unknown };
  // Of what submits itself, only a prepared statement is the application's; others load and stream.
  const isStatement = submit === undefined || first instanceof pg.Query;
  return typeof text === 'string' && isStatement ? { text, values } : { values: [] };
}

type Statement = { text: string; values: unknown[]; mode: Mode; inside: boolean };

// All is sent at once; what follows on the connection waits for it anyway.
function explainOnce(send: Query, statement: Statement, { onSample, onFailure }: Watching): void {
  const { text, values, mode, inside } = statement;
  // Released, too: a savepoint that was only rolled back to stays, and thousands within one another slow what follows.
  const [enter, leave] = inside
    ? ['savepoint scale_probe', 'rollback to savepoint scale_probe; release savepoint scale_probe']
    : ['begin', 'rollback'];
  const aside = (sql: string): void => void send(sql).catch(() => undefined);
  aside(enter);
  if (mode === 'generic') {
    aside('set local plan_cache_mode = force_generic_plan');
    send(`prepare scale_probe as ${text}`).catch((error) => onFailure(text, error));
  }
  const explained =
    mode === 'custom'
      ? send(`${EXPLAIN} ${text}`, values)
      : send(`${EXPLAIN} execute scale_probe${literals(values)}`);
  explained.then(
    ({ rows }) => onSample(toSample(text, mode, rows[0]['QUERY PLAN'][0] as Explained)),
    (error) => onFailure(text, error),
  );
  aside(leave);
  if (mode === 'generic') aside('deallocate scale_probe');
}

function literals(values: readonly unknown[]): string {
  if (values.length === 0) return '';
  return `(${values.map((value) => (isNull(value) ? 'null' : pg.escapeLiteral(asText(value)))).join(', ')})`;
}

const isNull = (value: unknown): boolean => value === null || value === undefined;

// As the driver writes values: instants with their zone, lists as arrays of PostgreSQL.
function asText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (!Array.isArray(value)) return typeof value === 'object' ? JSON.stringify(value) : String(value);
  return `{${value.map((one) => (isNull(one) ? 'null' : JSON.stringify(asText(one)))).join(',')}}`;
}

function toSample(sql: string, mode: Mode, explained: Explained): Sample {
  const plan = explained.Plan;
  return {
    shape: statementShape(sql),
    sql,
    mode,
    executionMs: explained['Execution Time'],
    planningMs: explained['Planning Time'],
    hitPages: plan['Shared Hit Blocks'] ?? 0,
    readPages: plan['Shared Read Blocks'] ?? 0,
    scanned: scannedTables(plan),
    plan,
  };
}
