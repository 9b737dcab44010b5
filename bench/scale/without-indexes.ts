import { withClient } from './scale-server.ts';

/** Tables so large that building their keys afterwards is quicker than keeping them up. */
const LARGE = ['check_ins', 'current_check_ins', 'adherence_days', 'audit_events'];

const rankOf = (table: string): number => (LARGE.includes(table) ? LARGE.indexOf(table) : LARGE.length);

type Part = { table: string; name: string; definition: string };

const FOREIGN_KEYS = `
  select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
  from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`;

const KEYS = `
  select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
  from pg_constraint where contype = 'p' and conrelid::regclass::text = any($1)`;

const INDEXES = `
  select i.indrelid::regclass::text as table, c.relname as name, pg_get_indexdef(i.indexrelid) as definition
  from pg_index i join pg_class c on c.oid = i.indexrelid
  where c.relnamespace = 'public'::regnamespace
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype <> 'f')`;

const TRIGGERED = `
  select distinct tgrelid::regclass::text as table from pg_trigger g join pg_class c on c.oid = g.tgrelid
  where not tgisinternal and c.relnamespace = 'public'::regnamespace`;

/**
 * Takes foreign keys, secondary indexes and the keys of the large tables away while `load` runs, and lets no trigger follow
 * it; puts back what was there, in the words of PostgreSQL itself, so that the schema is afterwards what it was.
 */
export async function withoutIndexes(
  ownerUrl: string,
  load: () => Promise<void>,
  onStep: (what: string) => void,
): Promise<void> {
  await withClient(ownerUrl, async (owner) => {
    const foreignKeys = (await owner.query<Part>(FOREIGN_KEYS)).rows;
    const keys = (await owner.query<Part>(KEYS, [LARGE])).rows;
    const indexes = (await owner.query<Part>(INDEXES)).rows;
    for (const { table, name } of [...foreignKeys, ...keys])
      await owner.query(`alter table ${table} drop constraint ${name}`);
    for (const { name } of indexes) await owner.query(`drop index ${name}`);
    const triggered = (await owner.query<{ table: string }>(TRIGGERED)).rows;
    for (const { table } of triggered) await owner.query(`alter table ${table} disable trigger user`);

    await load();
    // What its trigger would have made.
    await owner.query(
      'insert into client_attention (organization_id, client_id) select organization_id, id from clients order by 1, 2',
    );
    for (const { table } of triggered) await owner.query(`alter table ${table} enable trigger user`);

    const largestFirst = indexes.toSorted((a, b) => rankOf(a.table) - rankOf(b.table));
    const steps = [
      ...keys.map(
        ({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`,
      ),
      ...largestFirst.map(({ definition }) => definition),
    ];
    await inTwoLanes(
      ownerUrl,
      steps.map((step) => [step]),
      onStep,
    );
    for (const { table, name, definition } of foreignKeys)
      await owner.query(`alter table ${table} add constraint ${name} ${definition} not valid`);
    // The rows of two tables are checked at the same time, those of one table for one key after the other.
    const checks = [...Map.groupBy(foreignKeys, ({ table }) => table)]
      .sort(([a], [b]) => rankOf(a) - rankOf(b))
      .map(([table, keysOfTable]) =>
        keysOfTable.map(({ name }) => `alter table ${table} validate constraint ${name}`),
      );
    await inTwoLanes(ownerUrl, checks, onStep);
    onStep('statistics');
    await owner.query('vacuum (freeze, analyze)');
  });
}

async function inTwoLanes(
  url: string,
  groups: readonly (readonly string[])[],
  onStep: (what: string) => void,
): Promise<void> {
  const waiting = [...groups];
  const lane = () =>
    withClient(url, async (client) => {
      await client.query("set maintenance_work_mem = '1GB'");
      for (let steps = waiting.shift(); steps; steps = waiting.shift()) {
        for (const step of steps) {
          onStep(/(?:constraint|index) (\w+)/i.exec(step)?.[1] ?? step);
          await client.query(step);
        }
      }
    });
  await Promise.all([lane(), lane()]);
}
