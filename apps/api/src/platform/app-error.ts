import { ERRORS, type ErrorCode, type FieldIssue } from '@healthprotocol/contracts';

/** An error the caller is told about, by its code in the registry. `detail` and `issues` never hold health data. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly issues: FieldIssue[] | undefined;

  constructor(code: ErrorCode, options: { detail?: string; issues?: FieldIssue[]; cause?: unknown } = {}) {
    // It is an answer: nobody reads where it was thrown, and a process that turns thousands away has no time to find out.
    const { stackTraceLimit } = Error;
    if (ERRORS[code].status !== 500) Error.stackTraceLimit = 0;
    super(ERRORS[code].title, { cause: options.cause });
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
    this.issues = options.issues;
  }
}
