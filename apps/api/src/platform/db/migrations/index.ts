import type { Migration } from 'kysely/migration';
import { identity } from './001-identity.ts';
import { tenants } from './002-tenants.ts';
import { clients } from './003-clients.ts';
import { protocols } from './004-protocols.ts';
import { assignments } from './005-assignments.ts';
import { securityEventsByAddress } from './006-security-events-by-address.ts';
import { identityLookups } from './007-identity-lookups.ts';
import { usersByAddress } from './008-users-by-address.ts';
import { jobs } from './010-jobs.ts';
import { listsAtScale } from './011-lists-at-scale.ts';
import { searchOfProtocols } from './012-search-of-protocols.ts';
import { statementsAtScale } from './014-statements-at-scale.ts';
import { clientAttention } from './015-client-attention.ts';
import { searchOfLateNames } from './016-search-of-late-names.ts';
import { noQueryWithoutTenant } from './017-no-query-without-tenant.ts';
import { replacedSegments } from './018-replaced-segments.ts';

/** Every migration, in order. A name is never changed once it has run anywhere. */
export const migrations: Record<string, Migration> = {
  '001-identity': identity,
  '002-tenants': tenants,
  '003-clients': clients,
  '004-protocols': protocols,
  '005-assignments': assignments,
  '006-security-events-by-address': securityEventsByAddress,
  '007-identity-lookups': identityLookups,
  '008-users-by-address': usersByAddress,
  '010-jobs': jobs,
  '011-lists-at-scale': listsAtScale,
  '012-search-of-protocols': searchOfProtocols,
  '014-statements-at-scale': statementsAtScale,
  '015-client-attention': clientAttention,
  '016-search-of-late-names': searchOfLateNames,
  '017-no-query-without-tenant': noQueryWithoutTenant,
  '018-replaced-segments': replacedSegments,
};
