import type { RouteContract } from '@healthprotocol/contracts';
import { jobs } from './jobs.ts';
import { readClients } from './read-clients.ts';
import { readOrganization } from './read-organization.ts';
import { readProtocols } from './read-protocols.ts';
import type { Scenario } from './scenario.ts';
import { writeAssignments } from './write-assignments.ts';
import { writeCheckIns } from './write-check-ins.ts';
import { writeClients } from './write-clients.ts';
import { writeOrganization } from './write-organization.ts';
import { writeProtocols } from './write-protocols.ts';

/** Every way in which routes are called here, and the jobs. */
export const SCENARIOS: readonly Scenario[] = [
  ...readClients,
  ...readProtocols,
  ...readOrganization,
  ...writeCheckIns,
  ...writeAssignments,
  ...writeClients,
  ...writeProtocols,
  ...writeOrganization,
  ...jobs,
];

/** Routes of the application that no scenario calls. */
export function routesWithoutScenario(contracts: readonly RouteContract[]): string[] {
  const called = new Set(SCENARIOS.map(({ route }) => route));
  return contracts.map(({ method, path }) => `${method} ${path}`).filter((route) => !called.has(route));
}
