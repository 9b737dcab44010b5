import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger, requestId } from './logger.ts';

function logged(...entry: [object, string]): string {
  const lines: string[] = [];
  const logger = createLogger(
    { LOG_LEVEL: 'info', LOG_FORMAT: 'json' },
    { write: (line) => lines.push(line) },
  );
  logger.info(...entry);
  return lines.join('');
}

test.each([
  { authorization: 'canary' },
  { headers: { cookie: 'canary' } },
  { response: { headers: { 'set-cookie': 'canary' } } },
  { err: { config: { account: { password: 'canary' } } } },
  { body: { note: 'canary' } },
  { input: { body: 'canary' } },
  { err: Object.assign(new Error('duplicate'), { detail: 'Key (email)=(canary)' }) },
  {
    err: Object.assign(new Error('lost'), {
      client: { secretKey: 'canary', connection: { stream: 'canary' } },
    }),
  },
])('removes what is secret or personal from %j', (entry) => {
  expect(logged(entry, 'something happened')).toContain('something happened');
  expect(logged(entry, 'something happened')).not.toContain('canary');
});

test('logs the route of a request, not its address, headers or body', () => {
  const line = logged(
    {
      req: {
        id: 'r1',
        method: 'GET',
        url: '/clients/canary?name=canary',
        routeOptions: { url: '/clients/:clientId' },
        headers: { cookie: 'canary' },
        body: 'canary',
      },
    },
    'request',
  );
  expect(line).toContain('/clients/:clientId');
  expect(line).not.toContain('canary');
});

test('writes readable lines when asked', () => {
  const output = new PassThrough();
  createLogger({ LOG_LEVEL: 'info', LOG_FORMAT: 'pretty' }, output).info('ready');
  expect(String(output.read())).toMatch(/INFO.*ready/);
});

test('keeps a harmless request id and replaces any other', () => {
  expect(requestId({ headers: { 'x-request-id': 'edge-0123456789' } })).toBe('edge-0123456789');
  for (const sent of ['short', 'a'.repeat(65), 'line\nbreak--', undefined])
    expect(requestId({ headers: { 'x-request-id': sent } })).toMatch(/^[0-9a-f-]{36}$/);
});
