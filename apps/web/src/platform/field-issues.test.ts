import { expect, test } from 'vitest';
import { ApiProblem } from './api-problem.ts';
import { fieldProblems } from './field-issues.ts';

test('every issue of an answer is named by its field, unknown codes too', () => {
  const issues = [
    { path: 'name', code: 'too_big', message: '' },
    { path: 'conditions.0.label', code: 'something_new', message: '' },
  ];
  const problems = fieldProblems(new ApiProblem({ code: 'validation_failed', issues }, 400));
  expect(problems.map(({ path }) => path)).toEqual(['name', 'conditions.0.label']);
  expect(problems.map(({ message }) => message.message)).toEqual([
    'This is too long or too large.',
    'This needs another look.',
  ]);
});

test('other errors say nothing about fields', () => {
  expect(fieldProblems(new Error('broken'))).toEqual([]);
});
