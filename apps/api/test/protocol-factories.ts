import { ProtocolContent, type ProtocolContentInput } from '@healthprotocol/contracts';
import { newId } from '../src/platform/ids.ts';
import type { TestApp } from './build-test-app.ts';
import type { SignedInMember } from './factories.ts';

type ActivityInput = NonNullable<ProtocolContentInput['activities']>[number];

/** An activity that is due every morning, unless said otherwise. */
export function activity(id: string, fields: Partial<ActivityInput> = {}): ActivityInput {
  const schedule = { recurrence: { type: 'daily' as const }, slots: ['morning'] };
  return { id, kind: 'habit', title: `Do ${id}`, schedule, ...fields };
}

/** A blood-pressure measurement every morning, with one measure and a target. */
export function bloodPressure(id = 'pressure'): ActivityInput {
  const systolic = {
    loinc: '8480-6',
    display: 'Systolic blood pressure',
    unit: 'mm[Hg]',
    plausibleLow: 60,
    plausibleHigh: 260,
    targetHigh: 140,
  };
  return activity(id, { kind: 'measurement', measures: [systolic] });
}

/** The content of a protocol of 30 days with one activity, unless said otherwise. */
export function protocolContent(fields: Partial<ProtocolContentInput> = {}): ProtocolContent {
  return ProtocolContent.parse({
    title: 'A protocol',
    durationDays: 30,
    activities: [activity('walk')],
    ...fields,
  });
}

/** Publishes version 1 of a new protocol of the member's organization, and returns its id. */
export async function publishProtocol(
  test: TestApp,
  author: SignedInMember,
  content: ProtocolContent = protocolContent(),
): Promise<string> {
  const id = newId();
  await test.owner
    .insertInto('protocols')
    .values({
      organization_id: author.organizationId,
      id,
      status: 'published',
      title: content.title,
      search_text: content.title.toLowerCase(),
      description: content.description,
      category: content.category,
      tags: content.tags,
      duration_days: content.durationDays,
      activity_count: content.activities.length,
      latest_version: null,
      library_key: null,
    })
    .execute();
  await publishVersion(test, author, id, 1, content);
  return id;
}

/** Publishes a further version of a protocol. */
export async function publishVersion(
  { owner }: TestApp,
  author: SignedInMember,
  protocolId: string,
  version: number,
  content: ProtocolContent,
): Promise<void> {
  await owner
    .insertInto('protocol_versions')
    .values({
      organization_id: author.organizationId,
      protocol_id: protocolId,
      version,
      content: JSON.stringify(content),
      note: '',
      published_by: author.memberId,
    })
    .execute();
  await owner
    .updateTable('protocols')
    .set({ latest_version: version })
    .where('organization_id', '=', author.organizationId)
    .where('id', '=', protocolId)
    .execute();
}

/** Assigns version 1 of a protocol through the API as a practitioner, and returns the assignment's id. */
export async function assign(
  by: SignedInMember,
  clientId: string,
  protocolId: string,
  startDate: string,
  fields: { overrides?: object[]; blockReason?: string } = {},
): Promise<string> {
  const assignmentId = newId();
  const answer = await by.request('POST', '/assignments', {
    protocolId,
    version: 1,
    startDate,
    clients: [{ assignmentId, clientId, ...fields }],
  });
  if (answer.statusCode !== 201) throw new Error(`Could not assign: ${answer.body}`);
  return assignmentId;
}
