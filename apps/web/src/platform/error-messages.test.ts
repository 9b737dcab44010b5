import { ERRORS } from '@healthprotocol/contracts/errors';
import { expect, it } from 'vitest';
import { ApiProblem, OfflineError } from './api-problem.ts';
import { errorMessages, messageOf } from './error-messages.ts';

it('has one sentence for each error of the registry, and no other', () => {
  expect(Object.keys(errorMessages).toSorted()).toEqual(Object.keys(ERRORS).toSorted());
});

it('says something for anything that is thrown', () => {
  const codes = [
    new ApiProblem({ code: 'draft_changed' }, 409),
    new OfflineError(undefined),
    new Error('x'),
    'x',
  ];
  expect(new Set(codes.map((thrown) => messageOf(thrown).id)).size).toBe(3);
});
