import type { Client } from '@healthprotocol/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/build-test-app.ts';
import { createClient, createOrganization, type SignedInMember, signInAs } from '../../../test/factories.ts';
import { newId } from '../../platform/ids.ts';

let test: TestApp;
let organizationId: string;
let owner: SignedInMember;
let practitioner: SignedInMember;

beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  organizationId = await createOrganization(test);
  owner = await signInAs(test, organizationId, 'owner');
  practitioner = await signInAs(test, organizationId, 'practitioner');
});

const record = {
  name: 'Ána  Pérez',
  email: 'Ana@Example.org',
  birthDate: '1980-02-29',
  pregnancyStatus: 'trying',
  conditions: [{ label: 'Asthma', code: { system: 'icd10', code: 'J45' } }],
  medications: [{ label: 'Salbutamol' }],
  allergies: [{ label: 'Penicillin' }],
  timeZone: 'America/Bogota',
  dayStartHour: 4,
  units: 'imperial',
};

const auditOf = (clientId: string) =>
  test.owner
    .selectFrom('audit_events')
    .select(['type', 'detail', 'actor_member_id'])
    .where('client_id', '=', clientId)
    .orderBy('id')
    .execute();
const auditTypesOf = async (clientId: string) => (await auditOf(clientId)).map(({ type }) => type);

describe('creating a client', () => {
  it('keeps the whole record, and puts the practitioner on the care team', async () => {
    const id = newId();
    const answer = await practitioner.request('POST', '/clients', { id, ...record });
    expect(answer.statusCode).toBe(201);
    const created = answer.json<Client>();
    expect(created).toEqual({
      ...record,
      id,
      email: 'ana@example.org',
      careTeam: [{ memberId: practitioner.memberId, name: practitioner.name }],
      login: 'none',
      archivedAt: null,
      createdAt: '2026-11-23T12:00:00.000Z',
      revision: 1,
    });
    expect((await practitioner.request('GET', `/clients/${id}`)).json()).toEqual(created);
    expect(await auditTypesOf(id)).toEqual(['client.created', 'client.viewed']);
  });

  it('is found by name and address without accents or case', async () => {
    const id = newId();
    await owner.request('POST', '/clients', { id, ...record });
    const row = await test.owner
      .selectFrom('clients')
      .select('search_text')
      .where('id', '=', id)
      .executeTakeFirst();
    expect(row?.search_text).toBe('ana perez ana@example.org');
  });

  it('puts nobody on the care team when an owner does it', async () => {
    const answer = await owner.request('POST', '/clients', { id: newId(), ...record });
    expect(answer.json<Client>().careTeam).toEqual([]);
  });

  it('counts once when it is sent twice, even at the same time', async () => {
    const id = newId();
    const send = () => practitioner.request('POST', '/clients', { id, ...record });
    const [first, second] = await Promise.all([send(), send()]);
    const third = await send();
    expect([first.statusCode, second.statusCode, third.statusCode]).toEqual([201, 201, 201]);
    expect(second.json()).toEqual(first.json());
    expect(third.json()).toEqual(first.json());
    expect(await auditTypesOf(id)).toEqual(['client.created']);
  });

  it('refuses the id of another client, whether the caller may see that one or not', async () => {
    const id = newId();
    await practitioner.request('POST', '/clients', { id, ...record });
    const colleague = await signInAs(test, organizationId, 'practitioner');
    for (const answer of [
      await practitioner.request('POST', '/clients', { id, ...record, name: 'Somebody else' }),
      await colleague.request('POST', '/clients', { id, ...record }),
    ]) {
      expect(answer.json()).toMatchObject({ status: 409, code: 'id_conflict' });
    }
  });

  it('takes an id that another organization uses, because the two never meet', async () => {
    const id = newId();
    const stranger = await signInAs(test, await createOrganization(test), 'owner');
    await owner.request('POST', '/clients', { id, ...record });
    expect((await stranger.request('POST', '/clients', { id, ...record })).statusCode).toBe(201);
  });

  it('names every invalid field at once and refuses unknown ones', async () => {
    const answer = await owner.request('POST', '/clients', {
      ...record,
      id: '00000000-0000-4000-8000-000000000000',
      name: ' ',
      email: 'no address',
      birthDate: '2026-02-30',
      timeZone: 'Europe/Atlantis',
      dayStartHour: 7,
      units: 'stones',
      pregnancyStatus: 'maybe',
      conditions: [{ label: '' }],
      nickname: 'A',
    });
    expect(answer.statusCode).toBe(400);
    const paths = answer.json<{ issues: { path: string }[] }>().issues.map(({ path }) => path);
    expect(paths.toSorted()).toEqual(
      [
        ...['birthDate', 'conditions.0.label', 'dayStartHour', 'email', 'id', 'name', 'nickname'],
        ...['pregnancyStatus', 'timeZone', 'units'],
      ].toSorted(),
    );
  });

  it.each(['a\u0000b', 'a\ud800b', 'a\nb'])('refuses a name that is no line of text: %j', async (name) => {
    const answer = await owner.request('POST', '/clients', { ...record, id: newId(), name });
    expect(answer.json()).toMatchObject({ status: 400, issues: [{ path: 'name' }] });
  });

  it('keeps the longest name there can be findable', async () => {
    const answer = await owner.request('POST', '/clients', {
      ...record,
      id: newId(),
      name: '\ufdfa'.repeat(100),
    });
    expect(answer.statusCode).toBe(201);
  });
});

describe('changing a record', () => {
  it('replaces it, counts the revision up, and audits the names of what changed', async () => {
    const id = newId();
    await practitioner.request('POST', '/clients', { id, ...record });
    const changed = { ...record, name: 'Ana Gómez', allergies: [] };
    const answer = await practitioner.request('PUT', `/clients/${id}`, { ...changed, revision: 1 });
    expect(answer.json()).toMatchObject({ ...changed, email: 'ana@example.org', revision: 2 });
    const [, row] = await auditOf(id);
    expect(row).toMatchObject({
      type: 'client.changed',
      detail: { fields: ['name', 'allergies'] },
      actor_member_id: practitioner.memberId,
    });
  });

  it('is refused to whoever read an older revision, and only one of two at the same time wins', async () => {
    const id = newId();
    await owner.request('POST', '/clients', { id, ...record });
    const answers = await Promise.all(
      ['One', 'Two', 'Three'].map((name) =>
        owner.request('PUT', `/clients/${id}`, { ...record, name, revision: 1 }),
      ),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409]);
    expect(answers.find(({ statusCode }) => statusCode === 409)?.json()).toMatchObject({
      code: 'record_changed',
    });
    expect(await auditTypesOf(id)).toEqual(['client.created', 'client.changed']);
  });

  it('is refused for an archived client', async () => {
    const id = await createClient(test, organizationId);
    await owner.request('POST', `/clients/${id}/archive`);
    const answer = await owner.request('PUT', `/clients/${id}`, { ...record, revision: 2 });
    expect(answer.json()).toMatchObject({ status: 409, code: 'client_archived' });
  });
});

describe('archiving and restoring', () => {
  it('puts a client away and brings them back; doing it again changes nothing', async () => {
    const id = await createClient(test, organizationId, { careTeam: [practitioner] });
    const archive = () => practitioner.request('POST', `/clients/${id}/archive`);
    const restore = () => practitioner.request('POST', `/clients/${id}/restore`);
    expect((await archive()).json()).toMatchObject({ archivedAt: '2026-11-23T12:00:00.000Z', revision: 2 });
    expect((await archive()).json()).toMatchObject({ archivedAt: '2026-11-23T12:00:00.000Z', revision: 2 });
    expect((await restore()).json()).toMatchObject({ archivedAt: null, revision: 3 });
    expect((await restore()).json()).toMatchObject({ archivedAt: null, revision: 3 });
    const types = ['client.archived', 'client.viewed', 'client.restored', 'client.viewed'];
    expect(await auditTypesOf(id)).toEqual(types);
  });
});
