import type { AppDatabase } from '../../platform/db/schema.ts';
import { type AuditOrigin, inTenantTransaction } from '../../platform/db/tenant-transaction.ts';
import { newId } from '../../platform/ids.ts';
import { type IssuedInvitation, inviteToOrganization } from './invite-to-organization.ts';
import { insertOrganization } from './organization.repository.ts';

/** Creates an organization and invites its first owner; the caller mails the invitation. */
export function createOrganization(
  database: AppDatabase,
  { name, ownerEmail, now }: { name: string; ownerEmail: string; now: Date },
  origin: AuditOrigin,
): Promise<{ organizationId: string; issued: IssuedInvitation }> {
  const organizationId = newId();
  return inTenantTransaction(database, organizationId, origin, async (tx) => {
    await insertOrganization(tx, name);
    const issued = await inviteToOrganization(tx, {
      email: ownerEmail,
      role: 'owner',
      clientId: null,
      invitedBy: null,
      now,
    });
    tx.audit({ type: 'organization.created', subjectType: 'organization', subjectId: organizationId });
    tx.audit({
      type: 'member.invited',
      subjectType: 'invitation',
      subjectId: issued.invitation.id,
      detail: { role: 'owner' },
    });
    return { organizationId, issued };
  });
}
