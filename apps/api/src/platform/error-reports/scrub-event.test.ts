import { expect, test } from 'vitest';
import { scrubEvent } from './scrub-event.ts';

const canary = 'PHQ-9 item 9 answered 3, metformin 500 mg';
const nested = { a: [{ b: { c: canary } }] };

const place = {
  event_id: '0123456789abcdef0123456789abcdef',
  release: 'healthprotocol@0.1.0',
  environment: 'production',
  user: { id: '01a218bd-32ba-758d-b239-7d27499c1f21' },
  tags: {
    requestId: 'edge-0123456789',
    route: 'GET /api/v1/clients/:clientId',
    organizationId: 'org-1',
    code: '23505',
  },
};

test.each<[string, object]>([
  ['a message', { message: canary, logentry: { message: canary, params: [canary] } }],
  [
    'a request',
    {
      request: {
        url: `/x?${canary}`,
        data: canary,
        query_string: canary,
        cookies: { s: canary },
        headers: { cookie: canary },
        env: nested,
      },
    },
  ],
  [
    'an error message that quotes a row',
    { exception: { values: [{ type: 'DatabaseError', value: `Key (note)=(${canary}) already exists` }] } },
  ],
  ['an error named by a person', { exception: { values: [{ type: canary, module: canary }] } }],
  [
    'variables and source of a frame',
    {
      exception: {
        values: [
          {
            type: 'Error',
            stacktrace: {
              frames: [
                {
                  filename: `a.ts?${canary}`,
                  vars: nested,
                  context_line: canary,
                  pre_context: [canary],
                  post_context: [canary],
                },
              ],
            },
          },
        ],
      },
    },
  ],
  [
    'data of a mechanism',
    {
      exception: { values: [{ type: 'Error', mechanism: { type: 'generic', data: nested, meta: nested } }] },
    },
  ],
  [
    'breadcrumbs',
    { breadcrumbs: [{ category: 'query', message: `select '${canary}'`, data: { params: [canary] } }] },
  ],
  ['nested extras', { extra: { body: nested, sql: canary } }],
  ['contexts', { contexts: { response: nested, state: { state: canary } } }],
  ['fields of the user', { user: { id: canary, email: canary, username: canary, ip_address: canary } }],
  ['tags', { tags: { [canary]: canary, route: canary, note: canary } }],
  [
    'spans and the name of a transaction',
    { transaction: canary, spans: [{ description: canary, data: nested }] },
  ],
  [
    'a fingerprint, modules and the name of the server',
    { fingerprint: [canary], modules: { [canary]: canary }, server_name: canary },
  ],
  ['what a later version may add', { somethingNew: nested }],
])('nothing of %s leaves the service', (_name, fields) => {
  expect(JSON.stringify(scrubEvent({ ...place, ...fields }))).not.toMatch(/PHQ|metformin/);
});

test('what is needed to find the fault stays', () => {
  const frames = [{ filename: '/app/pause.ts', function: 'pause', lineno: 12, colno: 3, in_app: true }];
  const exception = { values: [{ type: 'TypeError', value: canary, stacktrace: { frames } }] };
  expect(scrubEvent({ ...place, level: 'error', exception })).toEqual({
    ...place,
    type: undefined,
    level: 'error',
    exception: { values: [{ type: 'TypeError', value: '[removed]', stacktrace: { frames } }] },
  });
});
