import { z } from 'zod';

type JsonSchema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  format?: string;
  pattern?: string;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
};

/** A string that meets a pattern of ours and is as long as they are. */
const PATTERNS: [RegExp, string][] = [
  [/0-9a-f/, '01890a5d-ac96-774b-bcce-b302099a8057'],
  [/\\d\{1,7\}-\\d/, '1234567-8'],
  [/\[01\]\\d/, '23:59'],
  [/as-needed/, 'as-needed-24'],
];

/**
 * The largest JSON that the limits of a schema allow: every field, every text at its full length, every list full. What fields have to
 * do with one another it does not know.
 */
export function largest(schema: z.ZodType): unknown {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return largestOf(json, json.$defs ?? {});
}

/** What a schema says of one of its fields. */
export function fieldOf(schema: z.ZodType, ...path: string[]): JsonSchema {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const defs = json.$defs ?? {};
  const resolve = (one: JsonSchema): JsonSchema =>
    one.$ref ? resolve(defs[one.$ref.replace('#/$defs/', '')] ?? {}) : one;
  return path.reduce<JsonSchema>(
    (one, name) => resolve(name === '[]' ? (one.items ?? {}) : (one.properties?.[name] ?? {})),
    resolve(json),
  );
}

function largestOf(schema: JsonSchema, defs: Record<string, JsonSchema>): unknown {
  if (schema.$ref) return largestOf(defs[schema.$ref.replace('#/$defs/', '')] ?? {}, defs);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return longest(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return longest(choices.map((choice) => largestOf(choice, defs)));
  const [part] = schema.allOf ?? [];
  if (part) return largestOf({ ...schema, ...part, allOf: [] }, defs);
  switch (schema.type) {
    case 'string':
      return longestText(schema);
    case 'integer':
    case 'number':
      return Math.min(schema.maximum ?? 1, 1_000_000);
    case 'boolean':
      return false;
    case 'array':
      return Array.from({ length: schema.maxItems ?? 1 }, () => largestOf(schema.items ?? {}, defs));
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [name, largestOf(property, defs)]),
      );
    default:
      return null;
  }
}

const longest = (values: readonly unknown[]): unknown =>
  values.reduce((a, b) => (JSON.stringify(b).length > JSON.stringify(a).length ? b : a));

function longestText({ format, pattern, minLength = 1, maxLength = minLength }: JsonSchema): string {
  if (format === 'uuid') return PATTERNS[0]![1];
  if (format === 'date') return '2026-11-23';
  if (format === 'date-time') return '2026-11-23T12:00:00.000Z';
  if (format === 'email') return `${'x'.repeat(60)}@example.org`;
  if (format === 'uri') return `https://example.org/${'x'.repeat(Math.max(0, maxLength - 20))}`;
  const text = 'x'.repeat(maxLength);
  if (!pattern || new RegExp(pattern, 'u').test(text)) return text;
  return PATTERNS.find(([part]) => part.test(pattern))?.[1] ?? text;
}
