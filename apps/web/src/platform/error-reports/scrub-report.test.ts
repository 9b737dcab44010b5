import { expect, test } from 'vitest';
import { scrubReport } from './scrub-report.ts';

const canary = 'PHQ-9 item 9 answered 3, metformin 500 mg';
const person = '01a218bd-32ba-758d-b239-7d27499c1f21';
const address = `https://health.example.org/clients/${person}?search=metformin`;
const nested = { a: [{ b: { c: canary, [canary]: person } }] };

const place = {
  event_id: '0123456789abcdef0123456789abcdef',
  timestamp: 1_795_000_000,
  release: 'healthprotocol@0.1.0+0123abc',
  environment: 'production',
  tags: { route: '/clients/$clientId', requestId: 'edge-0123456789' },
};
const frames = [{ filename: 'https://cdn.example.org/x/assets/client-a1_b-2.js', lineno: 1, colno: 4711 }];

test.each<[string, object]>([
  ['a message', { message: canary, logentry: { message: canary, params: [canary] } }],
  [
    'the address of the page',
    { request: { url: address, query_string: canary, headers: { Referer: address } } },
  ],
  ['the body of a request', { request: { data: canary, cookies: { s: canary } }, extra: { body: nested } }],
  [
    'an error message that quotes a value',
    { exception: { values: [{ type: 'SyntaxError', value: `Unexpected token in "${canary}"` }] } },
  ],
  ['an error named by a person', { exception: { values: [{ type: canary, module: canary }] } }],
  [
    'data of a mechanism',
    { exception: { values: [{ type: 'Error', mechanism: { type: canary, data: nested } }] } },
  ],
  [
    'a frame in the page, of a function named by data, with variables and source',
    {
      exception: {
        values: [
          {
            type: 'Error',
            stacktrace: {
              frames: [
                { filename: address, function: canary, lineno: 1 },
                { filename: `${address}&x=/assets/${canary}.js` },
                { ...frames[0], function: canary, module: canary, vars: nested },
                { ...frames[0], context_line: canary, pre_context: [canary], post_context: [canary] },
              ],
            },
          },
        ],
      },
    },
  ],
  [
    'breadcrumbs: clicks with the text of the page, requests, the console',
    {
      breadcrumbs: [
        { category: 'ui.click', message: `button[aria-label="${canary}"] > Ann metformin` },
        { category: 'fetch', data: { url: address, request_body: canary } },
        { category: 'console', message: canary, data: { arguments: [nested] } },
        { category: 'navigation', data: { from: address, to: address } },
      ],
    },
  ],
  ['nested extras', { extra: nested }],
  ['contexts', { contexts: { state: { state: { type: canary, value: nested } }, react: nested } }],
  ['who it is', { user: { id: person, email: canary, username: canary, ip_address: '203.0.113.9' } }],
  ['other tags', { tags: { [canary]: canary, note: canary, clientId: person } }],
  ['an address in place of a route', { tags: { route: `/clients/${person}?search=metformin` } }],
  ['a request id that is none', { tags: { requestId: canary } }],
  [
    'a release or an id that is none',
    { release: canary, environment: canary, event_id: canary, dist: canary },
  ],
  ['transaction and spans', { transaction: address, spans: [{ description: canary, data: nested }] }],
  [
    'fingerprint, modules and debug data',
    { fingerprint: [canary], modules: { [canary]: canary }, debug_meta: nested },
  ],
  ['what a later version may add', { somethingNew: nested, sdk: { name: canary, packages: [nested] } }],
])('nothing of %s leaves the browser', (_name, fields) => {
  expect(JSON.stringify(scrubReport({ ...place, ...fields }))).not.toMatch(
    /PHQ|metformin|01a218bd|203\.0|Ann/,
  );
});

test('what is needed to find the fault stays', () => {
  const exception = { values: [{ type: 'TypeError', value: canary, stacktrace: { frames } }] };
  expect(scrubReport({ ...place, exception })).toMatchObject({
    ...place,
    level: 'error',
    sdk: { settings: { infer_ip: 'never' } },
    exception: {
      values: [
        {
          type: 'TypeError',
          value: '[removed]',
          stacktrace: { frames: [{ filename: 'app:///assets/client-a1_b-2.js', lineno: 1, colno: 4711 }] },
        },
      ],
    },
  });
});
