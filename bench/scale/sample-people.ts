import type pg from 'pg';

/** A client with an assignment that runs, one of their team, and the member they sign in as. */
export type SampleClient = {
  clientId: string;
  userId: string;
  practitionerUserId: string;
  assignmentId: string;
  protocolId: string;
  version: number;
};

export type SampleProtocol = { id: string; versions: number };

/** Whom and what the measurements are about: who is typical, and who is worst. */
export type Samples = {
  organizationId: string;
  ownerUserId: string;
  memberIds: string[];
  /** The practitioner with the most clients, and one with as many as most. */
  busiestUserId: string;
  typicalUserId: string;
  /** The client with the longest history. */
  longest: SampleClient;
  clients: SampleClient[];
  /** Others, to whom what is measured assigns: what the clients above have to do stays as it was loaded. */
  assignable: Pick<SampleClient, 'clientId' | 'practitionerUserId'>[];
  /** Without a login. */
  strangers: { clientId: string; email: string }[];
  archivedIds: string[];
  /** Most followed first. */
  popular: SampleProtocol[];
  published: SampleProtocol[];
  withDraft: { id: string; revision: number; versions: number }[];
  unpublished: { id: string; revision: number }[];
  /** Where pages of the lists begin, a tenth of the list apart; of the archived, too. */
  cursors: { clients: string[]; archived: string[]; protocols: string[] };
};

type Place = { search_text: string; id: string };

const BEGINNING: Place = { search_text: '', id: '00000000-0000-4000-8000-000000000000' };

const asCursor = ({ search_text, id }: Place): string =>
  Buffer.from(JSON.stringify([search_text, id])).toString('base64url');

/** The rows of a list at ten places; all of it is read here, and not while anybody watches what is read. */
const placesOf = (list: string): string =>
  `select distinct on (place) search_text, id from (
    select search_text, id, ntile(10) over (order by search_text, id) as place from ${list}) listed
    order by place, search_text, id`;

// Who joined while something was measured has no session of the load.
const SIGNED_IN = `exists (select from sessions s where s.token = 'scale-' || m.user_id)`;

const CLIENTS = `
  select c.id as "clientId", m.user_id as "userId", t.user_id as "practitionerUserId", a.id as "assignmentId",
    a.protocol_id as "protocolId", s.version
  from clients c
  join members m on m.organization_id = c.organization_id and m.id = c.member_id
  join lateral (select member_id from care_team_members ct where ct.organization_id = c.organization_id and ct.client_id = c.id
    order by member_id limit 1) ct on true
  join members t on t.organization_id = c.organization_id and t.id = ct.member_id
  join lateral (select * from assignments a where a.organization_id = c.organization_id and a.client_id = c.id
    and a.start_date < $1::date - 2 and a.last_date > $1::date + 8 and a.stopped_on is null order by a.id limit 1) a on true
  join lateral (select version from assignment_segments s where s.organization_id = a.organization_id
    and s.assignment_id = a.id order by from_date desc limit 1) s on true
  where c.archived_at is null and `;

// Of those without a login half are strangers, whose care teams are changed, and half may be assigned to, which takes a care team.
const isStranger = (client: string): string =>
  `(${client}.member_id is null and get_byte(decode(md5(${client}.id::text), 'hex'), 0) % 2 = 0)`;

// So many that nobody comes to follow more protocols at once than one may.
const ASSIGNABLE = `
  select c.id as "clientId", t.user_id as "practitionerUserId"
  from (select * from clients where archived_at is null and not ${isStranger('clients')}
    order by md5(id::text || 'assignable') limit 1200) c
  join lateral (select member_id from care_team_members ct where ct.organization_id = c.organization_id and ct.client_id = c.id
    order by member_id limit 1) ct on true
  join members t on t.organization_id = c.organization_id and t.id = ct.member_id
  where c.id <> all($1::uuid[]) order by c.id`;

const TEAMS = `
  select m.user_id as id, count(*)::int as clients from care_team_members ct
  join members m on m.organization_id = ct.organization_id and m.id = ct.member_id
  where m.role = 'practitioner' and m.removed_at is null
    and ${SIGNED_IN} group by m.user_id order by clients desc`;

/** Chooses them from what is in a database. */
export async function chooseSamples(owner: pg.Client, nowMs: number): Promise<Samples> {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await owner.query(sql, values)).rows;
  // A small organization may have archived nobody.
  const cursorsOf = async (list: string) => {
    const places = await rows<Place>(placesOf(list));
    return (places.length > 0 ? places : [BEGINNING]).map(asCursor);
  };
  const ids = async (sql: string) => (await rows<{ id: string }>(sql)).map(({ id }) => id);
  const teams = await ids(TEAMS);
  const published = await rows<SampleProtocol>(
    `select id, latest_version as versions from protocols where status = 'published' order by md5(id::text) limit 200`,
  );
  const clients = await rows<SampleClient>(`${CLIENTS} true order by md5(c.id::text || 'sample') limit 300`, [
    today,
  ]);
  return {
    organizationId: (await ids('select id from organizations'))[0]!,
    ownerUserId: (
      await ids(`select user_id as id from members where role = 'owner' order by id limit 1`)
    )[0]!,
    memberIds: await ids(
      `select m.id from members m where m.role = 'practitioner' and m.removed_at is null and ${SIGNED_IN}
        order by md5(m.id::text) limit 60`,
    ),
    busiestUserId: teams[0]!,
    typicalUserId: teams[Math.floor(teams.length / 2)]!,
    longest: (
      await rows<SampleClient>(`${CLIENTS} c.id = (select id from clients order by created_at limit 1)`, [
        today,
      ])
    )[0]!,
    clients,
    assignable: await rows(ASSIGNABLE, [clients.map(({ clientId }) => clientId)]),
    strangers: await rows(
      `select c.id as "clientId", c.email from clients c where ${isStranger('c')} and archived_at is null and not exists
        (select from invitations i where i.client_id = c.id and i.accepted_at is not null) order by md5(c.id::text) limit 200`,
    ),
    archivedIds: await ids(
      'select id from clients where archived_at is not null order by md5(id::text) limit 40',
    ),
    popular: await rows<SampleProtocol>(
      `select p.id, p.latest_version as versions from protocols p join assignments a on a.organization_id = p.organization_id
        and a.protocol_id = p.id where p.status = 'published' group by p.organization_id, p.id order by count(*) desc limit 10`,
    ),
    published,
    withDraft: await rows(
      `select p.id, d.revision, p.latest_version as versions from protocols p join protocol_drafts d on d.organization_id
        = p.organization_id and d.protocol_id = p.id where p.status = 'published' order by md5(p.id::text) limit 60`,
    ),
    unpublished: await rows(
      `select p.id, d.revision from protocols p join protocol_drafts d on d.organization_id = p.organization_id
        and d.protocol_id = p.id where p.status = 'draft' order by md5(p.id::text) limit 60`,
    ),
    cursors: {
      clients: await cursorsOf('clients where archived_at is null'),
      archived: await cursorsOf('clients where archived_at is not null'),
      protocols: await cursorsOf('protocols'),
    },
  };
}
