import type { RouteContract } from '@healthprotocol/contracts/route-contract';
import type { z } from 'zod';
import { ApiProblem, OfflineError } from './api-problem.ts';

type Part<R, K extends 'params' | 'query' | 'body'> =
  R extends Record<K, infer S extends z.ZodType> ? Record<K, z.input<S>> : unknown;

type OptionalQuery<R> = R extends { query: infer S extends z.ZodType } ? { query?: z.input<S> } : unknown;

/** What a request to a contract's route consists of; method and path are checked against it by type. */
export type ApiCall<R extends RouteContract> = {
  method: R['method'];
  path: R['path'];
  signal?: AbortSignal;
  /** The request may outlive its page; its body is then at most 64 KiB. */
  keepalive?: boolean;
} & Part<R, 'params'> &
  OptionalQuery<R> &
  Part<R, 'body'>;

/** What a contract's route answers; `undefined` when it has no body. */
export type ApiResponse<R extends RouteContract> = R['response']['schema'] extends infer S extends z.ZodType
  ? z.output<S>
  : undefined;

interface LooseCall {
  method: string;
  path: string;
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
  keepalive?: boolean;
}

/**
 * Calls the API. The contract is imported as a type only, so that no schema is sent to the browser:
 * `apiRequest<typeof getClientRoute>({ method: 'GET', path: '/clients/:clientId', params: { clientId } })`.
 * @throws ApiProblem when the service says no; OfflineError when it could not be reached.
 */
export async function apiRequest<R extends RouteContract>(call: ApiCall<R>): Promise<ApiResponse<R>> {
  const { method, path, params, query, body, signal, keepalive } = call as LooseCall;
  const response = await reach(apiAddress(path, params, query), {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
    ...(keepalive ? { keepalive } : {}),
  });
  if (!response.ok) throw await problemOf(response);
  const isEmpty = response.status === 204 || response.headers.get('content-length') === '0';
  return (isEmpty ? undefined : await response.json()) as ApiResponse<R>;
}

/** The address of a route below `/api/v1`, with its parameters and query filled in. */
export function apiAddress(
  path: string,
  params: Record<string, unknown> = {},
  query: Record<string, unknown> = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const item of Array.isArray(value) ? value : [value]) search.append(name, String(item));
  }
  return `/api/v1${filled}${search.size > 0 ? `?${search}` : ''}`;
}

let onSignedOut: (() => void) | undefined;

/** What to do when the service no longer knows who is asking; set once by the app. */
export function handleSignedOut(handler: () => void): void {
  onSignedOut = handler;
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (cause) {
    // A request given up on purpose is not a lost network.
    if (init.signal?.aborted) throw cause;
    throw new OfflineError(cause);
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const isProblem = response.headers.get('content-type')?.includes('json') ?? false;
  const problem = new ApiProblem(isProblem ? await response.json().catch(() => ({})) : {}, response.status);
  if (problem.code === 'not_signed_in') onSignedOut?.();
  return problem;
}
