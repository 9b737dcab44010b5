/** F2: bare Fastify running the statement of the list of protocols in the same kind of transaction. */
import Fastify from 'fastify';
import { inTransaction, openPool } from './tenant-transaction.ts';

const { ORGANIZATION_ID = '' } = process.env;
const pool = openPool();
const app = Fastify();

const text = { type: 'string' } as const;
const whole = { type: 'integer' } as const;
const summary = {
  type: 'object',
  properties: {
    id: text,
    status: text,
    title: text,
    description: text,
    category: text,
    tags: { type: 'array', items: text },
    durationDays: whole,
    activityCount: whole,
    latestVersion: { anyOf: [whole, { type: 'null' }] },
    hasDraft: { type: 'boolean' },
    runningAssignments: whole,
    fromLibrary: { type: 'boolean' },
    updatedAt: text,
  },
} as const;
const page = {
  type: 'object',
  properties: {
    items: { type: 'array', items: summary },
    nextCursor: { anyOf: [text, { type: 'null' }] },
  },
} as const;

const statement = `
  select protocols.*,
    coalesce((select true from protocol_drafts draft
      where draft.organization_id = protocols.organization_id and draft.protocol_id = protocols.id
      limit 1), false) as has_draft,
    ((select count(*) from assignments a
      where a.organization_id = protocols.organization_id and a.protocol_id = protocols.id
        and a.last_date >= $1 and (a.stopped_on is null or a.stopped_on > $2))
      + (select count(*) from assignments a
        where a.organization_id = protocols.organization_id and a.protocol_id = protocols.id
          and a.last_date is null and (a.stopped_on is null or a.stopped_on > $2)))
      as running_assignments
  from protocols
  where protocols.organization_id = $3 and protocols.id = any(array(
    select listed.id from protocols listed
    where listed.organization_id = $3 and listed.status != $4 and (listed.search_text, listed.id) > ($5, $6)
    order by listed.search_text, listed.id limit $7))
  order by protocols.search_text, protocols.id`;

const present = (row: Record<string, unknown>) => ({
  id: row.id,
  status: row.status,
  title: row.title,
  description: row.description,
  category: row.category,
  tags: row.tags,
  durationDays: row.duration_days,
  activityCount: row.activity_count,
  latestVersion: row.latest_version,
  hasDraft: row.has_draft,
  runningAssignments: Number(row.running_assignments),
  fromLibrary: row.library_key !== null,
  updatedAt: (row.updated_at as Date).toISOString(),
});

app.get('/ready', (_request, reply) => reply.send());
app.get<{ Querystring: { limit: string; cursor: string } }>(
  '/api/v1/protocols',
  { schema: { response: { 200: page } } },
  async ({ query }) => {
    const limit = Number(query.limit);
    const [searchText, id] = JSON.parse(Buffer.from(query.cursor, 'base64url').toString());
    const today = new Date().toISOString().slice(0, 10);
    const values = [today, today, ORGANIZATION_ID, 'retired', searchText, id, limit + 1];
    const { rows } = await inTransaction(pool, ORGANIZATION_ID, (client) =>
      client.query({ name: 'list', text: statement, values }),
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const nextCursor = rows.length > limit ? JSON.stringify([last.search_text, last.id]) : null;
    return {
      items: items.map(present),
      nextCursor: nextCursor && Buffer.from(nextCursor).toString('base64url'),
    };
  },
);

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
