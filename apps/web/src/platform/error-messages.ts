import type { ErrorCode } from '@healthprotocol/contracts/errors';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { ApiProblem, OfflineError } from './api-problem.ts';

/** What people read for each error of the API; a test compares the keys with the registry in both directions. */
export const errorMessages: Record<ErrorCode, MessageDescriptor> = {
  validation_failed: msg`Some fields need another look.`,
  malformed_body: msg`The request could not be read. Reload the page and try again.`,
  body_too_large: msg`This is too large to be saved. Shorten it and try again.`,
  unsupported_content_type: msg`The request could not be read. Reload the page and try again.`,
  malformed_request: msg`The request could not be read. Reload the page and try again.`,
  method_not_allowed: msg`The request could not be read. Reload the page and try again.`,
  precondition_failed: msg`This changed meanwhile. Reload the page and try again.`,
  range_not_satisfiable: msg`The request could not be read. Reload the page and try again.`,
  headers_too_large: msg`The request was too large. Clear this site's cookies and try again.`,
  request_timeout: msg`The connection is too slow at the moment. Try again.`,
  not_found: msg`It doesn't exist, or you can't see it.`,
  too_many_requests: msg`That was a lot at once. Wait a minute and try again.`,
  internal_error: msg`Something went wrong on our side. Try again.`,
  service_unavailable: msg`The service is busy or restarting. Try again in a moment.`,
  id_conflict: msg`This was saved before as something else. Reload the page and try again.`,
  not_signed_in: msg`Sign in to continue.`,
  invalid_credentials: msg`The e-mail address or the password is wrong.`,
  not_allowed: msg`Your role doesn't allow this.`,
  cross_site_request: msg`The request came from another site and was refused.`,
  no_active_membership: msg`You don't belong to an organization at the moment.`,
  invitation_invalid: msg`This invitation isn't valid any more. Ask for a new one.`,
  invitation_expired: msg`This invitation has expired. Ask for a new one.`,
  reset_token_invalid: msg`This link isn't valid any more. Ask for a new one.`,
  password_compromised: msg`This password is too common. Choose another.`,
  already_member: msg`This person already belongs to the organization.`,
  last_owner: msg`An organization keeps at least one owner.`,
  client_has_login: msg`This client already has a login.`,
  client_archived: msg`This client is archived. Restore the record first.`,
  record_changed: msg`Someone else changed this record meanwhile. Your changes are still here: compare and save again.`,
  plan_too_large: msg`This is more than one plan can hold: at most 100 times a day, 20,000 times in all, and 256 kB of text.`,
  protocol_empty: msg`Add at least one activity before publishing.`,
  protocol_not_draft: msg`This protocol has no draft.`,
  protocol_retired: msg`This protocol is retired and can't be used for new assignments.`,
  protocol_not_published: msg`This protocol hasn't been published yet.`,
  protocol_unchanged: msg`Nothing differs from the published version.`,
  draft_changed: msg`Someone else changed this draft meanwhile. Your text is still here: compare and save again.`,
  version_immutable: msg`A published version never changes. Edit the draft of the next one.`,
  assignment_blocked: msg`A contraindication blocks this assignment until you write a reason.`,
  assignment_not_active: msg`This assignment isn't running.`,
  assignment_not_paused: msg`This assignment isn't paused.`,
  assignment_ended: msg`This assignment has ended.`,
  start_date_out_of_range: msg`This start date is too far away.`,
  effective_date_out_of_range: msg`This date lies outside the assignment.`,
  too_many_assignments: msg`A client can follow at most 12 protocols at once. Stop one first.`,
  version_ended: msg`This version is over for the client by then.`,
  due_again_today: msg`What was taken today would be due again today.`,
  unknown_activity: msg`The protocol has no such activity.`,
  check_in_in_future: msg`This day hasn't come yet.`,
  check_in_too_late: msg`This day can no longer be changed.`,
  occurrence_not_due: msg`This activity isn't due then.`,
  reading_missing: msg`Enter the measured value.`,
  reading_implausible: msg`This value can't be right. Check it and enter it again.`,
};

const offline = msg`There is no connection. Nothing was lost; try again when you are back.`;
const unknown = msg`Something went wrong. Try again.`;

/** The sentence to show for anything that was thrown. */
export function messageOf(error: unknown): MessageDescriptor {
  if (error instanceof OfflineError) return offline;
  if (error instanceof ApiProblem) return errorMessages[error.code] ?? unknown;
  return unknown;
}
