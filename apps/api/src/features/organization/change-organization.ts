import type { changeOrganizationRoute, Organization } from '@healthprotocol/contracts';
import { AppError } from '../../platform/app-error.ts';
import { organizationSubject } from '../../platform/cache/subjects.ts';
import type { RouteRequest } from '../../platform/http/api.ts';
import { presentOrganization } from './organization.presenter.ts';
import { updateOrganization } from './organization.repository.ts';

/**
 * Changes the name and the defaults of the organization.
 * @throws record_changed
 */
export function changeOrganization({
  body: { revision, ...changes },
  inTenant,
}: RouteRequest<typeof changeOrganizationRoute>): Promise<Organization> {
  return inTenant(async (tx) => {
    const row = await updateOrganization(tx, revision, changes);
    if (!row) throw new AppError('record_changed');
    tx.changes(organizationSubject(tx.organizationId));
    tx.audit({
      type: 'organization.changed',
      subjectType: 'organization',
      subjectId: tx.organizationId,
      detail: { fields: Object.keys(changes) },
    });
    return presentOrganization(row);
  });
}
