import { expect, test } from 'vitest';
import type { StatementReport } from './explain-routes.ts';
import type { ScaleReport } from './measure-scale.ts';
import { populationOf } from './population.ts';
import { printReport } from './print-report.ts';

const plan = { 'Node Type': 'Index Scan', 'Index Name': 'clients_pkey' };

const statement = (fields: Partial<StatementReport> = {}): StatementReport => ({
  ...{ shape: 'select $', mode: 'custom', routes: ['GET /clients'], executions: 8, p95Pages: 3, scanned: [] },
  ...{ p50Ms: 0.1, p95Ms: 0.2, maxMs: 0.2 },
  slowest: {
    ...{ shape: 'select $', sql: 'select $1', mode: 'custom', executionMs: 0.2, planningMs: 0.1 },
    ...{ hitPages: 3, readPages: 0, scanned: [], plan, scenario: 'GET /clients (first page)' },
  },
  ...fields,
});

const cost = (route: string, ratio: number) => ({ route, name: 'any', largeMs: ratio, smallMs: 1, ratio });

const report = (fields: Partial<ScaleReport> = {}): ScaleReport => ({
  ...{ judgesCost: true, loadedInSeconds: {}, loaded: populationOf('full'), tables: [] },
  ...{ statements: [statement()], notExplained: [], costs: [cost('GET /me/day', 1)] },
  ...{ routesWithoutScenario: [], scannedTables: [], statementsNotSent: [] },
  ...fields,
});

function print(fields: Partial<ScaleReport>) {
  const lines: string[] = [];
  const holds = printReport(report(fields), (line) => void lines.push(line));
  return { holds, text: lines.join('\n') };
}

test('when every bar holds, it says so and what was loaded', () => {
  const { holds, text } = print({});
  expect(holds).toBe(true);
  expect(text).toContain('100,000 clients, 10,000 protocols, 10,000,000 check-ins, 5,000,000 readings');
  expect(text).toContain('Every bar holds.');
});

test.each<[string, Partial<ScaleReport>, string]>([
  ['a large table read whole', { statements: [statement({ scanned: ['clients'] })] }, 'reads all of clients'],
  ['a statement of 5 ms', { statements: [statement({ p95Ms: 5 })] }, 'p95 of 5.0 ms, 5 are allowed'],
  ['a check-in that costs more', { costs: [cost('POST /me/check-ins', 1.31)] }, 'costs 1.31×'],
  ['a table read inside a function', { scannedTables: ['clients'] }, 'something read all of clients'],
  ['less than promised', { loaded: { ...populationOf('full'), readings: 4_999_999 } }, '4999999 readings'],
  ['a statement not explained', { notExplained: ['syntax error: selekt'] }, 'not explained: syntax error'],
  ['a route not called', { routesWithoutScenario: ['GET /new'] }, 'GET /new is not called'],
  ['a statement of the tests not sent', { statementsNotSent: ['select $'] }, 'the tests send'],
])('%s fails', (_what, fields, words) => {
  const { holds, text } = print(fields);
  expect(holds).toBe(false);
  expect(text).toContain(words);
  expect(text).toContain('1 bars missed.');
});

test('a list may cost more in a large organization, and the small run judges no times', () => {
  expect(print({ costs: [cost('GET /clients', 9)] }).holds).toBe(true);
  const slow = { statements: [statement({ p95Ms: 50, scanned: ['clients'] })], scannedTables: ['clients'] };
  expect(print({ ...slow, judgesCost: false, loaded: populationOf('tiny') }).holds).toBe(true);
});
