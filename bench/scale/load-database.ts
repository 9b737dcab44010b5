import cliProgress from 'cli-progress';
import { hashPassword } from '../../apps/api/src/features/identity/index.ts';
import { copyTable, type TableLoad } from './copy-table.ts';
import { loadTemplates } from './due-templates.ts';
import { historyTables } from './history-tables.ts';
import { organizationTables } from './organization-tables.ts';
import { makePeople } from './people.ts';
import { makePlans } from './plans.ts';
import { type Population, populationOf, type Scale } from './population.ts';
import { assignmentTables, protocolTables } from './protocol-tables.ts';
import { makeProtocols } from './protocols.ts';
import type { ScaleDatabase } from './scale-server.ts';
import { withoutIndexes } from './without-indexes.ts';

/** The password of every login that is loaded. */
export const SCALE_PASSWORD = 'a quiet tortoise walks';

/** Fills a database with an organization of the given scale by COPY, and shows how far it is. */
export async function loadDatabase(database: ScaleDatabase, scale: Scale, nowMs: number): Promise<void> {
  const population = populationOf(scale);
  const bar = new cliProgress.SingleBar({
    format: `${database.name} [{bar}] {percentage}% | {value}/{total} rows | {duration_formatted} | {what}`,
    noTTYOutput: true,
    notTTYSchedule: 10_000,
    hideCursor: true,
  });
  bar.start(rowsOf(population), 0, { what: 'making the organization up' });
  const loads = await describeTables(population, nowMs);
  const lane = async (tables: TableLoad[]): Promise<void> => {
    for (let table = tables.shift(); table; table = tables.shift()) {
      bar.update({ what: table.table });
      await copyTable(database.ownerUrl, table, (rows) => bar.increment(rows));
    }
  };
  await withoutIndexes(
    database.ownerUrl,
    async () => {
      // The largest first, two at a time: one process makes the rows, PostgreSQL takes them in with two.
      const waiting = loads.toReversed();
      await Promise.all([lane(waiting), lane(waiting)]);
    },
    (what) => bar.update({ what: `making ${what}` }),
  );
  bar.update(bar.getTotal(), { what: 'loaded' });
  bar.stop();
}

async function describeTables(population: Population, nowMs: number): Promise<TableLoad[]> {
  const [templates, passwordHash] = await Promise.all([loadTemplates(), hashPassword(SCALE_PASSWORD)]);
  const people = makePeople(population, nowMs);
  const protocols = makeProtocols(templates, population, nowMs);
  const plans = makePlans(people, protocols, population);
  return [
    ...organizationTables(people, passwordHash),
    ...protocolTables(people, protocols),
    ...assignmentTables(people, plans),
    ...historyTables(people, plans, population.auditEvents).toReversed(),
  ];
}

// Beside check-ins and what is in force of them, somewhat more than half as many days of adherence, and the people.
const rowsOf = ({ checkIns, auditEvents, clients }: Population): number =>
  Math.round(checkIns * 2.65 + auditEvents + clients * 11);
