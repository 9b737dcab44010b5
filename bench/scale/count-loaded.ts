import type { Population } from './population.ts';
import { withClient } from './scale-server.ts';

/** What a database held when it had been loaded, counted row by row. */
export type LoadedCounts = Pick<Population, 'clients' | 'protocols' | 'checkIns' | 'readings'>;

const COUNTS = `
  select (select count(*)::int from clients) as clients, (select count(*)::int from protocols) as protocols,
    count(*)::int as "checkIns", coalesce(sum(jsonb_array_length(readings)), 0)::int as readings
  from check_ins`;

export function countLoaded(ownerUrl: string): Promise<LoadedCounts> {
  return withClient(ownerUrl, async (owner) => (await owner.query<LoadedCounts>(COUNTS)).rows[0]!);
}

/** Counts for people. */
export const inWords = ({ clients, protocols, checkIns, readings }: LoadedCounts): string =>
  `${number(clients)} clients, ${number(protocols)} protocols, ${number(checkIns)} check-ins, ${number(readings)} readings`;

const number = (value: number): string => value.toLocaleString('en');

/** What there is less of than was promised, in words. */
export function missingOf(loaded: LoadedCounts, promised: LoadedCounts): string[] {
  return (['clients', 'protocols', 'checkIns', 'readings'] as const)
    .filter((what) => loaded[what] < promised[what])
    .map((what) => `${loaded[what]} ${what} were loaded, ${promised[what]} are promised`);
}
