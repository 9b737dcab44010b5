import fastJsonStringify from 'fast-json-stringify';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { answerSchemaOf } from './answer-schema.ts';

const Leaf = z.object({ name: z.string(), parent: z.string().nullable() }).meta({ id: 'Leaf' });
const Tree = z
  .object({ leaf: Leaf.nullable(), leaves: z.array(Leaf).nullable(), kind: z.enum(['a', 'b']).nullable() })
  .meta({ id: 'Tree' });
const Answer = z.object({
  tree: Tree.nullable(),
  size: z.number().nullable(),
  either: z.union([z.object({ kind: z.literal('x'), x: z.number() }), z.object({ kind: z.literal('y') })]),
});

describe('an answer', () => {
  const write = fastJsonStringify(answerSchemaOf(Answer));
  const leaf = { name: 'oak', parent: null };
  test.each([
    { tree: null, size: null, either: { kind: 'y' } },
    { tree: { leaf: null, leaves: null, kind: null }, size: 0, either: { kind: 'x', x: 1 } },
    {
      tree: { leaf, leaves: [leaf, { name: '"', parent: 'p' }], kind: 'b' },
      size: 1.5,
      either: { kind: 'y' },
    },
  ])('is written as it is: %j', (answer) => {
    expect(JSON.parse(write(answer))).toEqual(answer);
  });

  test('holds nothing that its schema does not name', () => {
    const extra = { secret: 1 };
    const tree = { leaf: { ...leaf, ...extra }, leaves: [{ ...leaf, ...extra }], kind: 'a', ...extra };
    expect(write({ tree, size: 1, either: { kind: 'y' }, ...extra })).not.toContain('secret');
  });

  test('that may be null is not validated before it is written', () => {
    expect(JSON.stringify(answerSchemaOf(z.object({ tree: Tree.nullable() })))).not.toContain('anyOf');
  });
});
