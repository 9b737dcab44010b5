import { createHash } from 'node:crypto';
import { searchText } from '../../apps/api/src/platform/search-text.ts';
import { line, type TableLoad } from './copy-table.ts';
import { chance, ID, pick, uuidAt } from './deterministic.ts';
import { DAY_MS, type People, tokenOf } from './people.ts';

const CONDITIONS = [
  'Hypertension',
  'Type 2 diabetes',
  'Migraine',
  'Asthma',
  'Knee osteoarthritis',
  'Insomnia',
];
const MEDICATIONS = [
  'Metformin 500 mg',
  'Ramipril 5 mg',
  'Levothyroxine',
  'Salbutamol',
  'Ibuprofen as needed',
];

const at = (ms: number): string => new Date(ms).toISOString();
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The tables of people: logins, sessions, members, clients, care teams and invitations. */
export function organizationTables(people: People, passwordHash: string): TableLoad[] {
  const { organizationId, nowMs, staff, clients } = people;
  const logins = [
    ...staff.map((one, index) => ({
      ...one,
      email: `staff.${index}@example.org`,
      createdAt: nowMs - 790 * DAY_MS,
    })),
    ...clients.flatMap((client) =>
      client.userId && client.memberId
        ? [{ ...client, userId: client.userId, memberId: client.memberId, role: 'client' as const }]
        : [],
    ),
  ];
  return [
    {
      table: 'organizations',
      columns: ['id', 'name', 'time_zone', 'created_at'],
      lines: () => [line(organizationId, 'A large organization', 'Europe/Madrid', at(nowMs - 800 * DAY_MS))],
    },
    {
      table: 'users',
      columns: ['id', 'name', 'email', 'email_verified'],
      lines: () => logins.map(({ userId, name, email }) => line(userId, name, email, true)),
    },
    {
      table: 'accounts',
      columns: ['id', 'user_id', 'account_id', 'provider_id', 'password'],
      lines: () =>
        logins.map(({ userId, createdAt }, index) =>
          line(uuidAt(createdAt, ID.account, 0, index), userId, userId, 'credential', passwordHash),
        ),
    },
    {
      table: 'sessions',
      columns: ['id', 'user_id', 'token', 'expires_at', 'active_organization_id', 'created_at', 'updated_at'],
      lines: () =>
        logins.map(({ userId }, index) => {
          const startedAt = nowMs - Math.floor(chance(index, 80) * 20 * DAY_MS);
          const id = uuidAt(startedAt, ID.session, 0, index);
          // Far off, so that what was loaded can be measured on any later day.
          return line(id, userId, tokenOf(userId), '2199-01-01', organizationId, at(startedAt), at(nowMs));
        }),
    },
    {
      table: 'members',
      columns: ['organization_id', 'id', 'user_id', 'role', 'joined_at'],
      lines: () =>
        logins.map(({ userId, memberId, role, createdAt }) =>
          line(organizationId, memberId, userId, role, at(createdAt)),
        ),
    },
    clientTable(people),
    {
      table: 'care_team_members',
      columns: ['organization_id', 'client_id', 'member_id', 'added_at', 'search_text', 'archived'],
      lines: () =>
        clients.flatMap(({ id, name, email, archived, careTeam, createdAt }) =>
          careTeam.map((memberId) =>
            line(organizationId, id, memberId, at(createdAt), searchText(name, email), archived),
          ),
        ),
    },
    invitationTable(people),
    {
      table: 'security_events',
      columns: ['id', 'at', 'type', 'user_id', 'request_id', 'detail'],
      lines: () =>
        logins.map(({ userId }, index) => {
          const happenedAt = nowMs - Math.floor(chance(index, 81) * 60 * DAY_MS);
          const detail = JSON.stringify({ addressHash: hashOf(userId) });
          return line(
            uuidAt(happenedAt, ID.event, 0, index),
            at(happenedAt),
            'session.failed',
            userId,
            'scale',
            detail,
          );
        }),
    },
  ];
}

function clientTable({ organizationId, clients, nowMs }: People): TableLoad {
  const entries = (labels: readonly string[], index: number, salt: number) =>
    JSON.stringify(chance(index, salt) < 0.5 ? [] : [{ label: pick(labels, index, salt + 1) }]);
  return {
    table: 'clients',
    columns: [
      'organization_id',
      'id',
      'member_id',
      'name',
      'search_text',
      'email',
      'birth_date',
      'pregnancy_status',
      'conditions',
      'medications',
      'allergies',
      'time_zone',
      'day_start_hour',
      'archived_at',
      'created_at',
    ],
    lines: () =>
      clients.map((client) => {
        const { index, name, email } = client;
        const born = at(nowMs - (18 + chance(index, 90) * 70) * 365.25 * DAY_MS).slice(0, 10);
        return line(
          organizationId,
          client.id,
          client.memberId,
          name,
          searchText(name, email),
          email,
          born,
          'not_recorded',
          entries(CONDITIONS, index, 91),
          entries(MEDICATIONS, index, 93),
          '[]',
          client.timeZone,
          client.dayStartHour,
          client.archived ? at(nowMs - DAY_MS) : null,
          at(client.createdAt),
        );
      }),
  };
}

/** Every client who signs in was invited once; some of the others are invited now; a few colleagues too. */
function invitationTable({ organizationId, clients, staff, nowMs }: People): TableLoad {
  const invitedBy = staff[0]!.memberId;
  return {
    table: 'invitations',
    columns: [
      'organization_id',
      'id',
      'email',
      'role',
      'client_id',
      'token_hash',
      'expires_at',
      'accepted_at',
      'invited_by',
      'created_at',
    ],
    lines: () => [
      ...clients
        .filter((client) => client.userId || chance(client.index, 95) < 0.2)
        .map((client) => {
          const invitedAt = client.userId ? client.createdAt : nowMs - DAY_MS;
          const acceptedAt = client.userId ? at(client.createdAt + DAY_MS) : null;
          const id = uuidAt(invitedAt, ID.invitation, 0, client.index);
          return line(
            organizationId,
            id,
            client.email,
            'client',
            client.id,
            hashOf(id),
            at(invitedAt + 7 * DAY_MS),
            acceptedAt,
            invitedBy,
            at(invitedAt),
          );
        }),
      ...Array.from({ length: 30 }, (_, index) => {
        const id = uuidAt(nowMs - index * 60_000, ID.invitation, 1, index);
        return line(
          organizationId,
          id,
          `colleague.${index}@example.org`,
          'practitioner',
          null,
          hashOf(id),
          at(nowMs + 7 * DAY_MS),
          null,
          invitedBy,
          at(nowMs - index * 60_000),
        );
      }),
    ],
  };
}
