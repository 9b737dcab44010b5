import type { ProtocolContent } from '@healthprotocol/contracts';
import { PLAN_LIMITS, type PlanSizeProblem, planSizeProblems } from './plan-size.ts';
import { protocolDifferences } from './version-differences.ts';

/** `draft` has never been published; `published` may have a draft of its next version; `retired` is final. */
export type ProtocolStatus = 'draft' | 'published' | 'retired';

/** What can be done with a protocol as a whole. `edit` changes the draft, never a published version. */
export type ProtocolAction = 'edit' | 'publish' | 'assign' | 'retire';

/** Why an action on a protocol is refused. */
export type ProtocolProblem = 'protocol_not_published' | 'protocol_retired';

/** What keeps a draft from being published, with the place in its content. */
export type PublishProblem = {
  path: (string | number)[];
  code: 'protocol_empty' | 'protocol_unchanged' | 'plan_too_large';
  /** What there is too much of. */
  reason?: PlanSizeProblem;
};

/** Why an action is refused for a protocol of this status, or null when it is allowed. */
export function protocolActionProblem(
  status: ProtocolStatus,
  action: ProtocolAction,
): ProtocolProblem | null {
  if (status === 'retired') return 'protocol_retired';
  const needsVersion = action === 'assign' || action === 'retire';
  return status === 'draft' && needsVersion ? 'protocol_not_published' : null;
}

/** The status after an action, or why it is refused. */
export function protocolAfter(
  status: ProtocolStatus,
  action: ProtocolAction,
): { ok: true; status: ProtocolStatus } | { ok: false; problem: ProtocolProblem } {
  const problem = protocolActionProblem(status, action);
  if (problem) return { ok: false, problem };
  if (action === 'publish') return { ok: true, status: 'published' };
  return { ok: true, status: action === 'retire' ? 'retired' : status };
}

/**
 * Everything that keeps valid content from being published: no activities, more than a plan may hold, or no difference from the
 * version published last. (That every activity can be due is part of what makes content valid.)
 */
export function publishProblems(
  content: ProtocolContent,
  published: ProtocolContent | null = null,
): PublishProblem[] {
  if (content.activities.length === 0) return [{ path: ['activities'], code: 'protocol_empty' }];
  const reasons = planSizeProblems(content);
  if (bytesOf(content) > PLAN_LIMITS.contentBytes) reasons.push('content_too_large');
  if (reasons.length > 0)
    return reasons.map((reason) => ({
      path: reason === 'content_too_large' ? [] : ['activities'],
      code: 'plan_too_large',
      reason,
    }));
  return published && protocolDifferences(published, content).length === 0
    ? [{ path: [], code: 'protocol_unchanged' }]
    : [];
}

const bytesOf = (content: ProtocolContent): number =>
  new TextEncoder().encode(JSON.stringify(content)).length;
