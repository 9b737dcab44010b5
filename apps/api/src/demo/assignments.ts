import type { ActivityOverride, LocalDate, ProtocolContent, SafetyResult } from '@healthprotocol/contracts';
import {
  type AssignmentPlan,
  addDays,
  changeVersion,
  instantOf,
  lastDate,
  type PlanChange,
  pause,
  resume,
  stop,
} from '@healthprotocol/domain';
import { checkSafety, withReason } from '../features/assignments/index.ts';
import { newId } from '../platform/ids.ts';
import type { DemoClient } from './clients.ts';
import type { DemoProtocol } from './protocols.ts';
import { type Random, randomOf } from './random.ts';
import { type Step, stepsOf } from './steps.ts';
import type { Story } from './stories.ts';

export type DemoAssignment = {
  client: DemoClient;
  protocolId: string;
  /** Key in the library. */
  protocolKey: string;
  plan: AssignmentPlan;
  lastDate: LocalDate | null;
  stopReason: string | null;
  safety: SafetyResult;
  createdAt: Date;
  /** Position among the organization's practitioners. */
  createdBy: number;
  story: Story;
  /** Days before today on which a silent client said the last word. */
  silentSince: number;
};

const STOP_REASONS = [
  'Moved to another city and goes on with a colleague there.',
  'Too much beside a new job; we try again in spring.',
  'Goal reached earlier than planned.',
  'Asked to stop: prefers to come to the group instead.',
  'Switched to another treatment after the specialist visit.',
];

const BLOCK_REASONS = [
  'Discussed with the family doctor, who agrees; we look at it together every week.',
  'Diagnosis was ruled out by the specialist, the record has not been updated yet.',
];

type Making = { seed: number; now: Date; officeZone: string; protocols: ReadonlyMap<string, DemoProtocol> };

/** Makes what was assigned to a client: what came before, what is followed now, and what goes on beside it. */
export function makeAssignments(client: DemoClient, making: Making): DemoAssignment[] {
  const durationOf = (key: string) => making.protocols.get(key)!.versions[0]!.content.durationDays;
  const random = randomOf(making.seed, client.key, 'assignments');
  return stepsOf(random, client, durationOf).map((step) => makeAssignment(random, client, step, making));
}

function makeAssignment(random: Random, client: DemoClient, step: Step, making: Making): DemoAssignment {
  const { now, officeZone, protocols } = making;
  const protocol = protocols.get(step.protocolKey)!;
  const known = [step.startDate, client.today].toSorted()[0]!;
  const decidedOn = addDays(known, -random.int(1, 5));
  const at = `${random.int(9, 16)}:${random.int(10, 59)}`.padStart(5, '0');
  const createdAt = new Date(instantOf(decidedOn, at, officeZone, 0));
  const newest = protocol.versions.findLast(({ publishedOn }) => publishedOn <= decidedOn)!;
  const plan = changesOf(random, client, step, protocol, {
    assignmentId: newId(),
    startDate: step.startDate,
    segments: [
      {
        fromDate: step.startDate,
        versionNumber: newest.version,
        content: newest.content,
        overrides: overridesFor(random, newest.content),
      },
    ],
    pauses: [],
    stoppedOn: null,
  });
  return {
    client,
    protocolId: protocol.id,
    protocolKey: step.protocolKey,
    plan,
    lastDate: lastDate(plan),
    stopReason: plan.stoppedOn === null ? null : random.pick(STOP_REASONS),
    safety: safetyOf(random, newest.content, client, step.startDate, createdAt < now ? createdAt : now),
    createdAt,
    createdBy: client.careTeam[0]!,
    story: step.story,
    silentSince: step.silentSince,
  };
}

function safetyOf(
  random: Random,
  content: ProtocolContent,
  client: DemoClient,
  startDate: LocalDate,
  checkedAt: Date,
): SafetyResult {
  const record = { ...client, birth_date: client.birthDate, pregnancy_status: client.pregnancyStatus };
  return withReason(checkSafety(content, record, startDate, checkedAt), random.pick(BLOCK_REASONS))!;
}

/** Some clients have another time of day, or leave something out. */
function overridesFor(random: Random, content: ProtocolContent): ActivityOverride[] {
  if (!random.chance(0.08)) return [];
  const { id, kind, schedule } = random.pick(content.activities);
  if (schedule.slots.length === 1 && schedule.slots[0] === 'evening')
    return [{ activityId: id, slots: ['21:00'] }];
  return kind === 'education' ? [{ activityId: id, included: false }] : [];
}

// Each change is made on the day it happened, by the rules of that day.
function changesOf(
  random: Random,
  { today }: DemoClient,
  step: Step,
  protocol: DemoProtocol,
  plan: AssignmentPlan,
): AssignmentPlan {
  const [, second] = protocol.versions;
  let changed = plan;
  if (step.resumedOn) {
    changed = made(pause(changed, step.pausedOn!, step.pausedOn!));
    changed = made(resume(changed, step.resumedOn, step.resumedOn));
  } else if (step.pausedOn) {
    changed = made(pause(changed, step.pausedOn, step.pausedOn));
  }
  if (step.stoppedOn) changed = made(stop(changed, step.stoppedOn, step.stoppedOn));
  const follows = changed.segments[0]!.versionNumber;
  if (second && step.story === 'steady' && follows < second.version && random.chance(0.25)) {
    const movedOn = addDays(today, -random.int(4, 12));
    const { version, content } = second;
    const moved = changeVersion(changed, movedOn, { versionNumber: version, content }, movedOn);
    if (moved.ok) changed = moved.plan;
  }
  return changed;
}

function made(change: PlanChange): AssignmentPlan {
  if (!change.ok) throw new Error(`The demo data breaks a rule: ${change.problem}`);
  return change.plan;
}
