/** F3: bare Fastify doing the inserts of one check-in in one transaction, knowing already what they follow from. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { inTransaction, openPool } from './tenant-transaction.ts';

type Author = { clientId: string; memberId: string; userId: string };
type Entry = {
  id: string;
  assignmentId: string;
  activityId: string;
  localDate: string;
  slot: string;
  status: string;
  recordedAt: string;
};

const { ORGANIZATION_ID = '', AUTHORS = '' } = process.env;
const authors: Record<string, Author> = JSON.parse(readFileSync(AUTHORS, 'utf8'));
const pool = openPool();
const app = Fastify();

const text = { type: 'string' } as const;
const outcome = {
  type: 'object',
  properties: { id: text, outcome: text, code: { anyOf: [text, { type: 'null' }] } },
} as const;
const answer = { type: 'object', properties: { items: { type: 'array', items: outcome } } } as const;

/** Ordered by time as the product's are (UUIDv7), so that the index grows at its end. */
function newId(): string {
  const hex = Date.now().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${randomUUID().slice(15)}`;
}

app.get('/ready', (_request, reply) => reply.send());
app.post<{ Body: { checkIns: [Entry] } }>(
  '/api/v1/me/check-ins',
  { schema: { response: { 200: answer } } },
  async (request, reply) => {
    const author = authors[request.headers.cookie ?? ''];
    if (!author) return reply.code(404).send();
    const [entry] = request.body.checkIns;
    const { id, assignmentId, activityId, localDate, slot, status, recordedAt } = entry;
    const { clientId, memberId, userId } = author;
    await inTransaction(
      pool,
      ORGANIZATION_ID,
      (client) =>
        Promise.all([
          client.query({
            name: 'check-in',
            text: `with added as (
               insert into check_ins (organization_id, id, client_id, assignment_id, activity_id, local_date, slot,
                 status, readings, recorded_at, received_at, recorded_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8, '[]', $9, now(), $10)
               returning *
             )
             insert into current_check_ins (organization_id, client_id, assignment_id, local_date, activity_id, slot,
               check_in_id, recorded_at)
             select organization_id, client_id, assignment_id, local_date, activity_id, slot, id, recorded_at from added
             on conflict (organization_id, assignment_id, local_date, activity_id, slot) do update
             set check_in_id = excluded.check_in_id, recorded_at = excluded.recorded_at
             where (excluded.recorded_at, excluded.check_in_id)
               > (current_check_ins.recorded_at, current_check_ins.check_in_id)`,
            values: [
              ORGANIZATION_ID,
              id,
              clientId,
              assignmentId,
              activityId,
              localDate,
              slot,
              status,
              recordedAt,
              memberId,
            ],
          }),
          client.query({
            name: 'adherence',
            text: `insert into adherence_days (organization_id, assignment_id, local_date, client_id, due, done, excused,
               answered)
             values ($1, $2, $3, $4, $5, $6, $7, $8)
             on conflict (organization_id, assignment_id, local_date) do update
             set due = excluded.due, done = excluded.done, excused = excluded.excused, answered = excluded.answered`,
            values: [ORGANIZATION_ID, assignmentId, localDate, clientId, 4, 1, 0, 1],
          }),
        ]),
      (client) =>
        client.query({
          name: 'audit',
          text: `insert into audit_events (organization_id, id, type, actor_user_id, actor_member_id, actor_role,
             subject_type, subject_id, client_id, request_id, ip_address, detail)
           values ($1, $2, 'check_in.recorded', $3, $4, 'client', 'check_in', $5, $6, $7, $8, $9)`,
          values: [
            ORGANIZATION_ID,
            newId(),
            userId,
            memberId,
            id,
            clientId,
            request.id,
            request.ip,
            JSON.stringify({ checkInIds: [id], onBehalf: false }),
          ],
        }),
    );
    return { items: [{ id, outcome: 'recorded', code: null }] };
  },
);

await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
