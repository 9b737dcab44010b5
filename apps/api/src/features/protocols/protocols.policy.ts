import { isDeepStrictEqual } from 'node:util';
import type { ProtocolContent, ProtocolStatus } from '@healthprotocol/contracts';
import {
  PLAN_LIMITS,
  type ProtocolAction,
  protocolActionProblem,
  publishProblems,
} from '@healthprotocol/domain';
import { AppError } from '../../platform/app-error.ts';

/** @throws protocol_retired, protocol_not_published */
export function refuseUnless(action: ProtocolAction, protocol: { status: ProtocolStatus }): void {
  const problem = protocolActionProblem(protocol.status, action);
  if (problem) throw new AppError(problem);
}

/**
 * Whether a save changes the draft, or only says again what is kept already: an answer that got lost is asked for again,
 * and two people who wrote the same have no conflict.
 * @throws draft_changed when somebody saved something else since `revision`
 */
export function needsSaving(
  draft: { revision: number; content: ProtocolContent } | undefined,
  revision: number,
  content: ProtocolContent,
): boolean {
  if ((draft?.revision ?? 0) === revision) return true;
  if (draft && isDeepStrictEqual(draft.content, content)) return false;
  throw new AppError('draft_changed');
}

const MESSAGES = {
  protocol_empty: 'Add at least one activity',
  protocol_unchanged: 'Nothing has changed',
  too_many_a_day: `At most ${PLAN_LIMITS.occurrencesPerDay} times a day can something be due`,
  too_many_in_all: `At most ${PLAN_LIMITS.occurrences} times in all can something be due`,
  content_too_large: `At most ${PLAN_LIMITS.contentBytes / 1024} kB of text, activities and all else together`,
};

/** @throws protocol_empty, protocol_unchanged, plan_too_large */
export function refuseUnpublishable(content: ProtocolContent, published: ProtocolContent | null): void {
  const problems = publishProblems(content, published);
  const [first] = problems;
  if (!first) return;
  throw new AppError(first.code, {
    issues: problems.map(({ path, code, reason }) => {
      const issue = reason ?? (code as Exclude<typeof code, 'plan_too_large'>);
      return { path: ['content', ...path].join('.'), code: issue, message: MESSAGES[issue] };
    }),
  });
}
