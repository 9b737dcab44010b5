import type { AssignmentSummary, SafetyCheckForClient } from '@healthprotocol/contracts/assignments';
import type { Client, CreateClientRequest } from '@healthprotocol/contracts/clients';
import type { ActivityOverride, ProtocolContentInput } from '@healthprotocol/contracts/protocol-content';
import type { Protocol } from '@healthprotocol/contracts/protocols';
import { addDays } from '@healthprotocol/domain/local-date';
import { type APIRequestContext, type APIResponse, expect, type TestInfo } from '@playwright/test';
import { uuidv7 } from 'uuidv7';
import { linkFromMail } from './mailbox.ts';
import { newPerson, type StorageState } from './people.ts';

// What a journey needs before it begins, made through the API. Each journey makes its own.

type Fresh<T> = Omit<T, 'id'>;

async function agreed<T>(answer: APIResponse): Promise<T> {
  expect(answer.ok(), `${answer.url()}: ${answer.ok() ? '' : await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

/** A client in Los Angeles who has no login yet. */
export async function createClient(
  practitioner: APIRequestContext,
  record: Partial<Fresh<CreateClientRequest>> = {},
): Promise<Client> {
  const data = { id: uuidv7(), name: newPerson('Robin').name, timeZone: 'America/Los_Angeles', ...record };
  return agreed(await practitioner.post('/api/v1/clients', { data }));
}

/** A link that the client finds in the mail. */
export async function inviteClient(
  practitioner: APIRequestContext,
  client: Client,
  email: string,
  testInfo: TestInfo,
): Promise<string> {
  await agreed(await practitioner.post(`/api/v1/clients/${client.id}/invitation`, { data: { email } }));
  return linkFromMail(testInfo, email, 'accept-invitation');
}

/** A client with a login: who it is, and the cookies of a device on which they are signed in. */
export async function createClientWithLogin(
  { practitioner, playwright }: { practitioner: APIRequestContext; playwright: NewRequestContext },
  testInfo: TestInfo,
  record: Partial<Fresh<CreateClientRequest>> = {},
): Promise<{ client: Client; email: string; password: string; session: StorageState }> {
  const { name, email, password } = newPerson('Robin');
  const client = await createClient(practitioner, { name, ...record });
  const link = await inviteClient(practitioner, client, email, testInfo);
  const { origin, hash } = new URL(link);
  const device = await playwright.request.newContext({ baseURL: origin });
  const data = { token: hash.replace('#token=', ''), name, password };
  await agreed(await device.post('/api/v1/invitations/accept', { data }));
  const session = await device.storageState();
  await device.dispose();
  return { client, email, password, session };
}

type NewRequestContext = {
  request: { newContext: (options: { baseURL: string }) => Promise<APIRequestContext> };
};

/** A protocol with its first version published. */
export async function createProtocol(
  practitioner: APIRequestContext,
  content: ProtocolContentInput,
): Promise<Protocol> {
  const draft = await createDraft(practitioner, content);
  const data = { revision: draft.draft?.revision };
  return agreed(await practitioner.post(`/api/v1/protocols/${draft.id}/publish`, { data }));
}

export async function createDraft(
  practitioner: APIRequestContext,
  content: ProtocolContentInput,
): Promise<Protocol> {
  return agreed(await practitioner.post('/api/v1/protocols', { data: { id: uuidv7(), content } }));
}

/** Publishes another version of a protocol. */
export async function publishNext(
  practitioner: APIRequestContext,
  { id }: Protocol,
  content: ProtocolContentInput,
): Promise<void> {
  const saved = await agreed<{ revision: number }>(
    await practitioner.put(`/api/v1/protocols/${id}/draft`, { data: { revision: 0, content } }),
  );
  await agreed(
    await practitioner.post(`/api/v1/protocols/${id}/publish`, { data: { revision: saved.revision } }),
  );
}

/** Starts a protocol on the client's own today, or some days from it. */
export async function assignFromToday(
  practitioner: APIRequestContext,
  { id: protocolId, latest }: Protocol,
  { id: clientId }: Client,
  overrides: ActivityOverride[] = [],
  days = 0,
): Promise<AssignmentSummary> {
  const version = latest?.version;
  const { items: checks } = await agreed<{ items: SafetyCheckForClient[] }>(
    await practitioner.post('/api/v1/assignments/safety-checks', {
      data: { protocolId, version, clientIds: [clientId] },
    }),
  );
  const startDate = checks[0] && addDays(checks[0].today, days);
  const { items } = await agreed<{ items: [AssignmentSummary] }>(
    await practitioner.post('/api/v1/assignments', {
      data: { protocolId, version, startDate, clients: [{ assignmentId: uuidv7(), clientId, overrides }] },
    }),
  );
  return items[0];
}
