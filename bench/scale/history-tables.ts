import { dateOfEpochDay } from '@healthprotocol/domain';
import { field, line, type TableLoad } from './copy-table.ts';
import { chance, ID, uuidAt } from './deterministic.ts';
import type { Due } from './due-templates.ts';
import { type Outcome, outcomeOf } from './outcomes.ts';
import { DAY_MS, type People } from './people.ts';
import { dueOf, type Plan } from './plans.ts';

/** `minute` counts from midnight in UTC; `low` names the occurrence within its plan. */
type Answer = { plan: Plan; day: number; due: Due; outcome: Outcome; minute: number; low: number };

const dates = new Map<number, string>();

// Ten million dates, but only some hundred different ones.
function dateOf(day: number): string {
  const known = dates.get(day);
  if (known) return known;
  const date = dateOfEpochDay(day);
  dates.set(day, date);
  return date;
}

const CLOCK = Array.from({ length: 24 * 60 }, (_, minute) => {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}:00Z`;
});

const instantOf = (day: number, minute: number): string => `${dateOf(day)}T${CLOCK[minute]}`;

/** The history of check-ins, what of it is in force, the adherence kept with it, and the audit log. */
export function historyTables(people: People, plans: readonly Plan[], auditEvents: number): TableLoad[] {
  return [
    checkInTable(people, plans),
    currentTable(people, plans),
    adherenceTable(people, plans),
    auditTable(people, auditEvents),
  ];
}

// In the order in which they came in, day by day, as the pages of a grown table hold them: a client's rows lie far apart.
function* answersByDay(plans: readonly Plan[]): Generator<Answer> {
  const starting = Map.groupBy(plans, ({ startDay }) => startDay);
  const days = [...starting.keys()];
  let running: Plan[] = [];
  const today = plans[0]?.today ?? 0;
  for (let day = Math.min(...days); day <= today; day++) {
    running = [...running.filter(({ endDay }) => endDay > day), ...(starting.get(day) ?? [])];
    for (const plan of running) {
      const due = dueOf(plan)[day - plan.startDay];
      for (let index = 0; due && index < due.length; index++) {
        const one = due[index]!;
        const outcome = outcomeOf(plan, day, index, one);
        if (!outcome) continue;
        // Within an hour of its time, and before midnight.
        const minute = Math.min(1439, one.at + 1 + Math.floor(chance(plan.seed + day, index) * 50));
        yield { plan, day, due: one, outcome, minute, low: ((day - plan.startDay) * 64 + index) * 2 };
      }
    }
  }
}

const idOf = (plan: Plan, day: number, minute: number, low: number): string =>
  uuidAt(day * DAY_MS + minute * 60_000, ID.checkIn, plan.index, low);

function checkInTable({ organizationId }: People, plans: readonly Plan[]): TableLoad {
  return {
    table: 'check_ins',
    columns: [
      'organization_id',
      'id',
      'client_id',
      'assignment_id',
      'activity_id',
      'local_date',
      'slot',
      'status',
      'amount',
      'readings',
      'score',
      'skip_reason',
      'note',
      'out_of_target',
      'recorded_at',
      'received_at',
      'recorded_by',
      'on_behalf',
    ],
    *lines() {
      for (const { plan, day, due, outcome, minute, low } of answersByDay(plans)) {
        const { client } = plan;
        const recordedBy = `${client.memberId ?? client.careTeam[0]}\t${client.memberId ? 'f' : 't'}\n`;
        const what = `${client.id}\t${plan.id}\t${due.activityId}\t${dateOf(day)}\t${due.slot}`;
        if (outcome.replaced) {
          const id = idOf(plan, day, minute - 1, low + 1);
          const at = instantOf(day, minute - 1);
          yield `${organizationId}\t${id}\t${what}\tskipped\t\\N\t[]\t\\N\tforgot\t\tf\t${at}\t${at}\t${recordedBy}`;
        }
        const { status, amount, readings, score, skipReason, outOfTarget } = outcome;
        const at = instantOf(day, minute);
        const kept = readings.length === 0 ? '[]' : field(JSON.stringify(readings));
        const note = low % 94 === 0 ? 'Felt a little tired afterwards' : '';
        yield `${organizationId}\t${idOf(plan, day, minute, low)}\t${what}\t${status}\t${amount ?? '\\N'}\t${kept}\t${score ?? '\\N'}\t${skipReason ?? '\\N'}\t${note}\t${outOfTarget ? 't' : 'f'}\t${at}\t${at}\t${recordedBy}`;
      }
    },
  };
}

function currentTable({ organizationId }: People, plans: readonly Plan[]): TableLoad {
  return {
    table: 'current_check_ins',
    columns: [
      'organization_id',
      'assignment_id',
      'local_date',
      'activity_id',
      'slot',
      'client_id',
      'check_in_id',
      'recorded_at',
    ],
    *lines() {
      for (const { plan, day, due, minute, low } of answersByDay(plans)) {
        yield `${organizationId}\t${plan.id}\t${dateOf(day)}\t${due.activityId}\t${due.slot}\t${plan.client.id}\t${idOf(plan, day, minute, low)}\t${instantOf(day, minute)}\n`;
      }
    },
  };
}

function adherenceTable({ organizationId }: People, plans: readonly Plan[]): TableLoad {
  return {
    table: 'adherence_days',
    columns: [
      'organization_id',
      'assignment_id',
      'local_date',
      'client_id',
      'due',
      'done',
      'excused',
      'answered',
    ],
    *lines() {
      for (const plan of plans) {
        const days = dueOf(plan);
        for (let day = plan.startDay; day < plan.endDay; day++) {
          const due = days[day - plan.startDay]!;
          if (due.length === 0) continue;
          const { done, excused, answered } = tally(plan, day, due);
          yield `${organizationId}\t${plan.id}\t${dateOf(day)}\t${plan.client.id}\t${due.length - excused}\t${done}\t${excused}\t${answered}\n`;
        }
      }
    },
  };
}

/** The counts of a day by the rules of `dayTally`; the check after loading compares both. */
function tally(
  plan: Plan,
  day: number,
  due: readonly Due[],
): { done: number; excused: number; answered: number } {
  const counts = { thousandths: 0, excused: 0, answered: 0 };
  due.forEach((one, index) => {
    const outcome = outcomeOf(plan, day, index, one);
    if (!outcome || outcome.status === 'undone') return;
    counts.answered++;
    if (outcome.skipReason === 'clinician_said_so') counts.excused++;
    if (outcome.status === 'done') counts.thousandths += 1000;
    if (outcome.status === 'partly') {
      const share = one.target === null || outcome.amount === null ? 0.5 : outcome.amount / one.target;
      counts.thousandths += Math.round(Math.min(1, share) * 1000);
    }
  });
  return { done: counts.thousandths / 1000, excused: counts.excused, answered: counts.answered };
}

const AUDITED = [
  'check_in.recorded',
  'check_in.recorded',
  'check_in.recorded',
  'client.viewed',
  'check_in.viewed',
  'adherence.viewed',
];

function auditTable({ organizationId, clients, staff, nowMs }: People, events: number): TableLoad {
  return {
    table: 'audit_events',
    columns: [
      'organization_id',
      'id',
      'at',
      'type',
      'actor_user_id',
      'actor_member_id',
      'actor_role',
      'subject_type',
      'subject_id',
      'client_id',
      'request_id',
      'ip_address',
      'detail',
    ],
    *lines() {
      for (let index = 0; index < events; index++) {
        const at = Math.floor(nowMs - (1 - index / events) * 360 * DAY_MS);
        const client = clients[Math.floor(chance(index, 96) * clients.length)]!;
        const type = AUDITED[index % AUDITED.length]!;
        const own = type === 'check_in.recorded' && client.userId !== null;
        const actor = own ? client : staff[index % staff.length]!;
        yield line(
          organizationId,
          uuidAt(at, ID.audit, 0, index),
          new Date(at).toISOString(),
          type,
          actor.userId,
          actor.memberId,
          own ? 'client' : 'practitioner',
          'client',
          client.id,
          client.id,
          `req-${index}`,
          '203.0.113.7',
          '{}',
        );
      }
    },
  };
}
