import { ERRORS, type ErrorCode, type FieldIssue } from '@healthprotocol/contracts';

/** An error the caller is told about, by its code in the registry. `detail` and `issues` never hold health data. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly issues: FieldIssue[] | undefined;

  constructor(code: ErrorCode, options: { detail?: string; issues?: FieldIssue[]; cause?: unknown } = {}) {
    super(ERRORS[code].title, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
    this.issues = options.issues;
  }
}
