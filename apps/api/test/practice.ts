import { newId } from '../src/platform/ids.ts';
import type { TestApp } from './build-test-app.ts';
import { entry, send } from './check-in-factories.ts';
import {
  createClient,
  createOrganization,
  type SignedInMember,
  signInAs,
  signInAsClient,
} from './factories.ts';
import { assign, protocolContent, publishProtocol, publishVersion } from './protocol-factories.ts';

/** An organization in which a client follows a protocol. */
export type Practice = {
  app: TestApp;
  organizationId: string;
  owner: SignedInMember;
  practitioner: SignedInMember;
  client: SignedInMember & { clientId: string };
  protocolId: string;
  assignmentId: string;
};

/** Creates a practice of which the application knows nothing yet, but who its practitioner is. */
export async function createPractice(app: TestApp): Promise<Practice> {
  const organizationId = await createOrganization(app);
  const owner = await signInAs(app, organizationId, 'owner');
  const practitioner = await signInAs(app, organizationId, 'practitioner');
  const client = await signInAsClient(app, organizationId, { careTeam: [practitioner] });
  const protocolId = await publishProtocol(app, practitioner, protocolContent());
  const assignmentId = await assign(practitioner, client.clientId, protocolId, '2026-11-20');
  return { app, organizationId, owner, practitioner, client, protocolId, assignmentId };
}

/** A practice that has `count` of everything that is listed page by page. */
export async function createBusyPractice(app: TestApp, count: number): Promise<Practice> {
  const practice = await createPractice(app);
  const { organizationId, practitioner, client, protocolId, assignmentId } = practice;
  const content = protocolContent();
  for (let number = 1; number <= count; number++) {
    await signInAs(app, organizationId, 'practitioner');
    await createClient(app, organizationId, { careTeam: [practitioner] });
    await publishProtocol(app, practitioner, content);
    await publishVersion(app, practitioner, protocolId, number + 1, content);
    const ended = await assign(practitioner, client.clientId, protocolId, '2026-11-22');
    await practitioner.request('POST', `/assignments/${ended}/stop`, { reason: 'Enough' });
    await app.owner
      .insertInto('invitations')
      .values({
        organization_id: organizationId,
        id: newId(),
        email: `${newId()}@example.org`,
        role: 'practitioner',
        token_hash: newId(),
        expires_at: new Date('2026-12-01T00:00:00Z'),
      })
      .execute();
  }
  await send(
    client,
    Array.from({ length: count }, () => entry({ assignmentId, localDate: '2026-11-23' })),
  );
  return practice;
}
