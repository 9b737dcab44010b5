import { expect, test } from 'vitest';
import { NOT_FROM_ROUTES, statementsNotSent } from './not-from-routes.ts';

test('what neither a route sent nor a reason excludes is named once', () => {
  const [excluded] = NOT_FROM_ROUTES[0]!.shapes;
  const fromTests = ['select $', 'select new', 'select new', excluded!, ''];
  expect(statementsNotSent(fromTests, new Set(['select $']))).toEqual(['select new']);
});
