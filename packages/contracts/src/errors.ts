/** One entry of the error registry: HTTP status, a title for people, and whether sending the same again can succeed. */
export type ErrorDefinition = { status: number; title: string; retryable: boolean };

const definition = (status: number, title: string, retryable = false): ErrorDefinition => ({
  status,
  title,
  retryable,
});

/** Every error the API can answer with. `docs/errors.md` and the web app's messages are compared with it by tests. */
export const ERRORS = {
  // Requests
  validation_failed: definition(400, 'Some fields are not valid'),
  malformed_body: definition(400, 'The body is not valid JSON'),
  body_too_large: definition(413, 'The body is too large'),
  unsupported_content_type: definition(415, 'The content type is not supported'),
  malformed_request: definition(400, 'This is not valid HTTP'),
  method_not_allowed: definition(405, 'This address does not know this method'),
  precondition_failed: definition(412, 'What is here is not what was asked about'),
  range_not_satisfiable: definition(416, 'There is no such part of it'),
  headers_too_large: definition(431, 'The address or the headers are too large'),
  request_timeout: definition(408, 'The request took too long to arrive', true),
  not_found: definition(404, 'There is nothing here'),
  too_many_requests: definition(429, 'Too many requests', true),
  internal_error: definition(500, 'Something went wrong on our side', true),
  service_unavailable: definition(503, 'The service is busy or restarting', true),
  id_conflict: definition(409, 'This id belongs to something else'),
  // Identity
  not_signed_in: definition(401, 'Sign in to continue'),
  invalid_credentials: definition(401, 'The e-mail address or the password is wrong'),
  not_allowed: definition(403, 'Your role does not allow this'),
  cross_site_request: definition(403, 'The request came from another site'),
  no_active_membership: definition(403, 'You do not belong to an organization'),
  invitation_invalid: definition(410, 'This invitation is not valid any more'),
  invitation_expired: definition(410, 'This invitation has expired'),
  reset_token_invalid: definition(410, 'This link is not valid any more'),
  password_compromised: definition(400, 'This password is too common'),
  already_member: definition(409, 'This person already belongs to the organization'),
  last_owner: definition(409, 'An organization keeps at least one owner'),
  // Clients
  client_has_login: definition(409, 'This client already has a login'),
  client_archived: definition(409, 'This client is archived'),
  record_changed: definition(409, 'Someone else changed this record meanwhile'),
  // Protocols
  protocol_empty: definition(422, 'A protocol needs at least one activity to be published'),
  plan_too_large: definition(422, 'This is more than one plan may hold'),
  protocol_not_draft: definition(409, 'This protocol has no draft'),
  protocol_retired: definition(409, 'This protocol is retired'),
  protocol_not_published: definition(409, 'This protocol has not been published'),
  protocol_unchanged: definition(409, 'The draft does not differ from the published version'),
  draft_changed: definition(409, 'Someone else changed this draft meanwhile'),
  version_immutable: definition(409, 'A published version never changes'),
  // Assignments
  assignment_blocked: definition(422, 'A contraindication blocks this assignment until a reason is written'),
  assignment_not_active: definition(409, 'This assignment is not running'),
  assignment_not_paused: definition(409, 'This assignment is not paused'),
  assignment_ended: definition(409, 'This assignment has ended'),
  start_date_out_of_range: definition(422, 'The start date is too far away'),
  effective_date_out_of_range: definition(422, 'The date lies outside the assignment'),
  too_many_assignments: definition(422, 'A client follows too many protocols at once'),
  version_ended: definition(422, 'This version is over for the client by then'),
  due_again_today: definition(422, 'What was taken today would be due again today'),
  unknown_activity: definition(422, 'The protocol has no such activity'),
  // Check-ins
  check_in_in_future: definition(422, 'This day has not come yet'),
  check_in_too_late: definition(422, 'This day can no longer be changed'),
  occurrence_not_due: definition(422, 'This activity is not due then'),
  reading_missing: definition(422, 'Enter the measured value'),
  reading_implausible: definition(422, 'This value cannot be right'),
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERRORS;

/** RFC 9457 problem details, with our additions. `issues` lists every invalid field at once. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  requestId: string;
  detail?: string;
  issues?: FieldIssue[];
};

/** One invalid field: a path such as `phases.0.endDay`, a machine code and a sentence without the value. */
export type FieldIssue = { path: string; code: string; message: string };
