import type { ErrorCode, FieldIssue, Problem } from '@healthprotocol/contracts/errors';

/** The API's answer when a request cannot be done (RFC 9457). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  /** Quoted to whoever runs the service; finds the request in its logs. */
  readonly requestId: string | undefined;
  readonly issues: FieldIssue[];

  constructor(problem: Partial<Problem>, status: number) {
    super(problem.title ?? `HTTP ${status}`);
    this.code = problem.code ?? (status >= 502 && status <= 504 ? 'service_unavailable' : 'internal_error');
    this.status = status;
    this.title = this.message;
    this.detail = problem.detail;
    this.requestId = problem.requestId;
    this.issues = problem.issues ?? [];
  }
}

/** The request did not reach the service: no network, or it is not running. Nothing is known to have happened. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';

  constructor(cause: unknown) {
    super('The service could not be reached', { cause });
  }
}
