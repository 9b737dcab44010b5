import type { getSessionRoute } from '@healthprotocol/contracts/identity';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiAddress, apiRequest, handleSignedOut } from './api-client.ts';
import { ApiProblem, OfflineError } from './api-problem.ts';

const answer = (status: number, body: unknown, type = 'application/problem+json') =>
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(
    new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      headers: { 'content-type': type },
    }),
  );

const getSession = () => apiRequest<typeof getSessionRoute>({ method: 'GET', path: '/session' });

afterEach(() => {
  vi.restoreAllMocks();
  handleSignedOut(() => {});
});

describe('an address', () => {
  it('carries its parameters and its query, safely', () => {
    expect(
      apiAddress(
        '/clients/:clientId',
        { clientId: 'a/b' },
        { search: 'a&b', tag: ['x', 'y'], cursor: undefined },
      ),
    ).toBe('/api/v1/clients/a%2Fb?search=a%26b&tag=x&tag=y');
  });
});

describe('an answer', () => {
  it('is given as it came', async () => {
    answer(200, { role: 'client' }, 'application/json');
    expect(await getSession()).toEqual({ role: 'client' });
  });

  it('that says no becomes a problem with its code and every field', async () => {
    const issues = [{ path: 'title', code: 'too_small', message: 'Too short' }];
    answer(400, { code: 'validation_failed', title: 'Some fields are not valid', requestId: 'r1', issues });
    const error = await getSession().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ code: 'validation_failed', status: 400, requestId: 'r1', issues });
  });

  it('of a proxy, without a problem, still gets a code', async () => {
    answer(502, '<html>Bad gateway</html>', 'text/html');
    await expect(getSession()).rejects.toMatchObject({ code: 'service_unavailable', status: 502 });
  });

  it('that nobody is signed in is told to the app', async () => {
    const onSignedOut = vi.fn();
    handleSignedOut(onSignedOut);
    answer(401, { code: 'not_signed_in' });
    await expect(getSession()).rejects.toMatchObject({ code: 'not_signed_in' });
    expect(onSignedOut).toHaveBeenCalledOnce();
  });

  it('that the password is wrong leads nowhere', async () => {
    const onSignedOut = vi.fn();
    handleSignedOut(onSignedOut);
    answer(401, { code: 'invalid_credentials' });
    await expect(getSession()).rejects.toMatchObject({ code: 'invalid_credentials' });
    expect(onSignedOut).not.toHaveBeenCalled();
  });
});

describe('no answer', () => {
  it('means no network', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(getSession()).rejects.toBeInstanceOf(OfflineError);
  });

  it('on purpose is not a lost network', async () => {
    const abort = new DOMException('Aborted', 'AbortError');
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(abort);
    const controller = new AbortController();
    controller.abort();
    const call = apiRequest<typeof getSessionRoute>({
      method: 'GET',
      path: '/session',
      signal: controller.signal,
    });
    await expect(call).rejects.toBe(abort);
  });
});
