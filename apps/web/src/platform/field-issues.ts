import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { ApiProblem } from './api-problem.ts';

/** What people read for the codes of field issues; the other codes say that the field needs another look. */
const words: Record<string, MessageDescriptor> = {
  too_small: msg`This is too short or too small.`,
  too_big: msg`This is too long or too large.`,
  invalid_format: msg`This is not in the form that is asked for.`,
  unknown_member: msg`This person is not in the team any more.`,
  removes_self: msg`You can't remove yourself; a colleague or an admin can.`,
};
const unknown = msg`This needs another look.`;

export interface FieldProblem {
  /** Such as `conditions.0.label`. */
  path: string;
  message: MessageDescriptor;
}

/** What the service said about single fields, to be shown beside them; empty for any other error. */
export function fieldProblems(error: unknown): FieldProblem[] {
  if (!(error instanceof ApiProblem)) return [];
  return error.issues.map(({ path, code }) => ({ path, message: words[code] ?? unknown }));
}
