import type { Schema } from 'fast-json-stringify';
import { z } from 'zod';

type Node = Record<string, unknown>;

/**
 * The JSON Schema (draft 7) by which fast-json-stringify writes an answer. What may be null says so by `nullable` instead of
 * by a choice: to choose, it would validate the whole value first.
 */
export function answerSchemaOf(schema: z.ZodType): Schema {
  const root = z.toJSONSchema(schema, { target: 'draft-7', io: 'output', unrepresentable: 'any' }) as Node;
  const definitions = (root.definitions ?? {}) as Record<string, Node>;

  const rewrite = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(rewrite);
    if (typeof node !== 'object' || node === null) return node;
    const rewritten = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, rewrite(value)]));
    return orNull(rewritten) ?? rewritten;
  };

  const orNull = ({ anyOf, ...rest }: Node): Node | undefined => {
    if (!Array.isArray(anyOf) || anyOf.length !== 2 || anyOf[1]?.type !== 'null') return undefined;
    const { $ref, type } = anyOf[0] as Node;
    if (typeof type === 'string') return { ...rest, ...anyOf[0], nullable: true };
    const name = /^#\/definitions\/(.+)$/.exec(String($ref))?.[1];
    const definition = name && definitions[name];
    if (!definition || typeof definition.type !== 'string') return undefined;
    withNull.set(`${name}OrNull`, { ...definition, nullable: true });
    return { ...rest, $ref: `#/definitions/${name}OrNull` };
  };

  const withNull = new Map<string, Node>();
  const rewritten = rewrite(root) as Node;
  const added = [...withNull].map(([name, definition]) => [name, rewrite(definition)]);
  return {
    ...rewritten,
    definitions: { ...(rewritten.definitions as Node), ...Object.fromEntries(added) },
  } as Schema;
}
