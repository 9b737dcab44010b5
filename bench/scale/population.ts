/** How much an organization holds. */
export type Population = {
  clients: number;
  protocols: number;
  checkIns: number;
  readings: number;
  practitioners: number;
  /** Clients of the one practitioner who has the most. */
  clientsOfBusiest: number;
  auditEvents: number;
};

const FULL: Population = {
  clients: 100_000,
  protocols: 10_000,
  checkIns: 10_000_000,
  readings: 5_000_000,
  practitioners: 400,
  clientsOfBusiest: 5_000,
  auditEvents: 3_000_000,
};

/** What the scale of a comparison is: `full` is the promise, `reference` what it is compared with, `tiny` for a quick check. */
export const SHARES = { full: 1, reference: 1 / 1000, tiny: 1 / 4000 } as const;
export type Scale = keyof typeof SHARES;

/** The same organization in each size: every number shrinks alike, so that one client costs the same everywhere. */
export function populationOf(scale: Scale): Population {
  const share = SHARES[scale];
  const of = (count: number, least: number) => Math.max(least, Math.round(count * share));
  return {
    clients: of(FULL.clients, 20),
    protocols: of(FULL.protocols, 40),
    checkIns: of(FULL.checkIns, 2000),
    readings: of(FULL.readings, 1000),
    practitioners: of(FULL.practitioners, 3),
    clientsOfBusiest: of(FULL.clientsOfBusiest, 5),
    auditEvents: of(FULL.auditEvents, 500),
  };
}
