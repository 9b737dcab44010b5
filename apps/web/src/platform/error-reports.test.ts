import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem, OfflineError } from './api-problem.ts';
import { startErrorReports } from './error-reports.ts';

const loaded = vi.fn();
const sendReport = vi.fn();
vi.mock('./error-reports/send-report.ts', () => {
  loaded();
  return { sendReport };
});

const listening: [string, EventListenerOrEventListenerObject][] = [];
beforeEach(() => {
  const listen = window.addEventListener.bind(window);
  vi.spyOn(window, 'addEventListener').mockImplementation(
    (type: string, listener: EventListenerOrEventListenerObject) => {
      listening.push([type, listener]);
      listen(type, listener);
    },
  );
});
afterEach(() => {
  for (const [type, listener] of listening.splice(0)) window.removeEventListener(type, listener);
  document.head.replaceChildren();
  vi.restoreAllMocks();
  sendReport.mockReset();
});

const nameProject = () => {
  document.head.innerHTML =
    '<meta name="error-reports" content="https://key@errors.example.org/1" data-release="healthprotocol@0.1.0" data-environment="production">';
};
const fail = (error: unknown) => window.dispatchEvent(new ErrorEvent('error', { error }));
const reject = (reason: unknown) =>
  window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }));
const settle = () => new Promise((resolve) => setTimeout(resolve, 50));

test('loads nothing where the page names no project', async () => {
  startErrorReports(() => '/today');
  reject(new TypeError('broken'));
  await settle();
  expect(loaded).not.toHaveBeenCalled();
  expect(listening).toEqual([]);
});

test('loads what sends reports with the first fault, and tells the route it happened on, once', async () => {
  nameProject();
  const report = startErrorReports(() => '/clients/$clientId');
  await settle();
  expect(loaded).not.toHaveBeenCalled();
  const error = new TypeError('broken');
  report(error);
  // The browser tells of it as well, which makes it no second fault.
  fail(error);
  const rejected = new ApiProblem({ requestId: 'request-1' }, 500);
  reject(rejected);
  await expect.poll(() => sendReport.mock.calls).toHaveLength(2);
  const place = {
    dsn: 'https://key@errors.example.org/1',
    release: 'healthprotocol@0.1.0',
    environment: 'production',
    route: '/clients/$clientId',
  };
  expect(sendReport.mock.calls).toEqual([
    [error, place],
    [rejected, place],
  ]);
});

test('a lost network, a refusal, an overload and what is no error are not reported', async () => {
  nameProject();
  startErrorReports(() => '/today');
  fail(new OfflineError(new TypeError('Failed to fetch')));
  reject(new ApiProblem({}, 404));
  reject(new ApiProblem({}, 503));
  reject(new DOMException('given up', 'AbortError'));
  reject('a text');
  fail(null);
  await settle();
  expect(sendReport).not.toHaveBeenCalled();
});

test('an error in a loop is reported twenty times, then no more', async () => {
  nameProject();
  startErrorReports(() => '/today');
  for (let round = 0; round < 50; round += 1) fail(new Error('again'));
  await settle();
  expect(sendReport).toHaveBeenCalledTimes(20);
});
