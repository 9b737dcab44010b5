import { expect, test } from 'vitest';
import { compareDocuments } from './compare-documents.ts';

type Json = Record<string, unknown>;

/** One route that takes and gives something of most kinds. */
const document = () => ({
  paths: {
    '/api/v1/things/{id}': {
      put: {
        'x-access': ['owner', 'admin'] as string[],
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
          {
            name: 'limit',
            in: 'query',
            required: false,
            schema: { type: 'integer', minimum: 1, maximum: 100 },
          },
        ] as Json[],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['name'],
                additionalProperties: false,
                properties: {
                  name: { type: 'string', minLength: 1, maxLength: 100 },
                  note: { type: ['string', 'null'] },
                  kind: { type: 'string', enum: ['a', 'b'] },
                  when: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
                } as Record<string, Json>,
              },
            },
          },
        },
        responses: {
          200: {
            content: {
              'application/json': { schema: { $ref: '#/components/schemas/Thing' } },
            },
          },
          404: { content: { 'application/problem+json': { schema: { type: 'object' } } } },
        } as Record<string, Json>,
      },
    } as Json,
  } as Record<string, Json>,
  components: {
    schemas: {
      Thing: {
        type: 'object',
        required: ['id', 'parts'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          kind: { type: 'string', enum: ['a', 'b'] },
          parts: { type: 'array', items: { $ref: '#/components/schemas/Thing' } },
        } as Record<string, Json>,
      },
    },
  },
});
type Document = ReturnType<typeof document>;
const putOf = (doc: Document) =>
  doc.paths['/api/v1/things/{id}']?.put as {
    'x-access': string[];
    deprecated?: boolean;
    parameters: Json[];
    requestBody?: {
      content: { 'application/json': { schema: { required: string[]; properties: Record<string, Json> } } };
    };
    responses: Record<string, Json>;
  };
const bodyOf = (doc: Document) => putOf(doc).requestBody!.content['application/json'].schema;
const field = (doc: Document, name: string) => bodyOf(doc).properties[name]!;
const thing = (doc: Document) => doc.components.schemas.Thing;

function changesBy(change: (doc: Document) => void) {
  const after = document();
  change(after);
  return compareDocuments(document(), after);
}

test('the same document changes nothing', () => {
  expect(changesBy(() => undefined)).toEqual([]);
});

test.each<[string, (doc: Document) => void, string]>([
  ['a removed path', (doc) => delete doc.paths['/api/v1/things/{id}'], 'the route was removed'],
  ['a removed method', (doc) => delete doc.paths['/api/v1/things/{id}']?.put, 'the route was removed'],
  ['access taken from a role', (doc) => putOf(doc)['x-access'].pop(), 'admin may not call it any more'],
  ['a removed parameter', (doc) => putOf(doc).parameters.pop(), 'query parameter limit was removed'],
  [
    'a parameter that becomes required',
    (doc) => Object.assign(putOf(doc).parameters[1]!, { required: true }),
    'query parameter limit became required',
  ],
  [
    'a new required parameter',
    (doc) => putOf(doc).parameters.push({ name: 'x', in: 'query', required: true, schema: {} }),
    'query parameter x was added',
  ],
  [
    'a parameter with a lower bound',
    (doc) =>
      Object.assign(putOf(doc).parameters[1]!, { schema: { type: 'integer', minimum: 1, maximum: 50 } }),
    'maximum changed from 100 to 50',
  ],
  ['a removed request field', (doc) => delete bodyOf(doc).properties.note, 'the field was removed'],
  [
    'a new required request field',
    (doc) => {
      bodyOf(doc).properties.more = { type: 'string' };
      bodyOf(doc).required.push('more');
    },
    'a required field was added',
  ],
  [
    'a request field that becomes required',
    (doc) => bodyOf(doc).required.push('note'),
    'the field became required',
  ],
  [
    'a removed request value',
    (doc) => Object.assign(field(doc, 'kind'), { enum: ['a'] }),
    'value "b" was removed',
  ],
  [
    'a list of values where any was taken',
    (doc) => Object.assign(field(doc, 'name'), { enum: ['x'] }),
    'only ["x"] is left',
  ],
  ['null not taken any more', (doc) => Object.assign(field(doc, 'note'), { type: 'string' }), 'type changed'],
  [
    'a variant not taken any more',
    (doc) => Object.assign(field(doc, 'when'), { anyOf: [{ type: 'null' }] }),
    'type changed',
  ],
  ['a shorter text', (doc) => Object.assign(field(doc, 'name'), { maxLength: 99 }), 'maxLength changed'],
  ['a longer least text', (doc) => Object.assign(field(doc, 'name'), { minLength: 2 }), 'minLength changed'],
  ['a pattern', (doc) => Object.assign(field(doc, 'name'), { pattern: '^a' }), 'pattern changed'],
  ['a body that is not taken any more', (doc) => delete putOf(doc).requestBody, 'no body is taken any more'],
  ['a removed response field', (doc) => delete thing(doc).properties.id, 'the field was removed'],
  ['a response field that becomes optional', (doc) => thing(doc).required.pop(), 'the field became optional'],
  [
    'a retyped response field',
    (doc) => Object.assign(thing(doc).properties.id!, { type: 'integer' }),
    'type changed',
  ],
  [
    'a response field that may be null',
    (doc) => Object.assign(thing(doc).properties.id!, { type: ['string', 'null'] }),
    'type changed',
  ],
  [
    'another format in a response',
    (doc) => Object.assign(thing(doc).properties.id!, { format: 'date' }),
    'format changed',
  ],
  [
    'another kind of list in a response',
    (doc) => Object.assign(thing(doc).properties.parts!, { items: { type: 'string' } }),
    'type changed',
  ],
  ['a removed status', (doc) => delete putOf(doc).responses[404], 'status 404 was removed'],
  [
    'a success without its body',
    (doc) => Object.assign(putOf(doc).responses[200]!, { content: {} }),
    'status 200 has no',
  ],
])('%s breaks callers', (_name, change, what) => {
  const breaking = changesBy(change).filter((found) => found.breaking);
  expect(breaking.map((found) => found.what).join('\n')).toContain(what);
  expect(breaking[0]?.where).toMatch(/^PUT \/api\/v1\/things/);
});

test.each<[string, (doc: Document) => void]>([
  ['a new path', (doc) => Object.assign(doc.paths, { '/api/v1/more': { get: { responses: {} } } })],
  ['a new method', (doc) => Object.assign(doc.paths['/api/v1/things/{id}']!, { get: { responses: {} } })],
  ['access for another role', (doc) => putOf(doc)['x-access'].push('client')],
  ['a new optional parameter', (doc) => putOf(doc).parameters.push({ name: 'x', in: 'query', schema: {} })],
  [
    'a new optional request field',
    (doc) => Object.assign(bodyOf(doc).properties, { more: { type: 'string' } }),
  ],
  ['a request field that becomes optional', (doc) => bodyOf(doc).required.pop()],
  ['a new request value', (doc) => Object.assign(field(doc, 'kind'), { enum: ['a', 'b', 'c'] })],
  ['null taken, too', (doc) => Object.assign(field(doc, 'name'), { type: ['string', 'null'] })],
  ['a variant taken, too', (doc) => (field(doc, 'when').anyOf as Json[]).push({ type: 'integer' })],
  ['a longer text', (doc) => Object.assign(field(doc, 'name'), { maxLength: 200 })],
  ['a bound that goes', (doc) => delete field(doc, 'name').maxLength],
  ['a new response field', (doc) => Object.assign(thing(doc).properties, { more: { type: 'string' } })],
  ['a response field that is always there', (doc) => thing(doc).required.push('kind')],
  [
    'a new value in a response',
    (doc) => Object.assign(thing(doc).properties.kind!, { enum: ['a', 'b', 'c'] }),
  ],
  ['a new status', (doc) => Object.assign(putOf(doc).responses, { 409: { content: {} } })],
  ['a deprecation', (doc) => Object.assign(putOf(doc), { deprecated: true })],
])('%s is an addition, and is named', (_name, change) => {
  const changes = changesBy(change);
  expect(changes.filter(({ breaking }) => breaking)).toEqual([]);
  expect(changes.length).toBeGreaterThan(0);
});

test('a description is no change', () => {
  expect(changesBy((doc) => Object.assign(field(doc, 'name'), { description: 'Another sentence' }))).toEqual(
    [],
  );
});
