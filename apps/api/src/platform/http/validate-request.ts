import type { FieldIssue, RouteContract } from '@healthprotocol/contracts';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AppError } from '../app-error.ts';

export type ValidInput = { params: unknown; query: unknown; body: unknown };

/**
 * Checks parameters, query and body against the contract and gives the parsed values.
 * @throws validation_failed with every issue of all three at once
 */
export function validateRequest(contract: RouteContract, request: FastifyRequest): ValidInput {
  const issues: FieldIssue[] = [];
  const check = (schema: z.ZodType | undefined, value: unknown, prefix: string): unknown => {
    if (!schema) return undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    issues.push(...result.error.issues.flatMap((issue) => fieldIssues(issue, prefix)));
    return undefined;
  };
  const input = {
    params: check(contract.params, request.params, 'params.'),
    query: check(contract.query, request.query, 'query.'),
    // A request without a body is an empty one, so that the missing fields are named.
    body: check(contract.body, request.body ?? {}, ''),
  };
  if (issues.length > 0) throw new AppError('validation_failed', { issues });
  return input;
}

/** Messages come from the schemas and never quote the value; an unknown key is named as a field of its own. */
function fieldIssues(issue: z.core.$ZodIssue, prefix: string): FieldIssue[] {
  const path = prefix + issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: path === prefix || path === '' ? `${prefix}${key}` : `${path}.${key}`,
      code: 'unknown_field',
      message: 'This field is not known',
    }));
  }
  if (issue.code === 'custom' && typeof issue.params?.code === 'string') {
    return [{ path, code: issue.params.code, message: issue.message }];
  }
  return [{ path, code: issue.code, message: issue.message }];
}
