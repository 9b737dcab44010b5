import { isDeepStrictEqual } from 'node:util';

export type Schema = Record<string, unknown>;
export type Change = { breaking: boolean; where: string; what: string };
/** A request must accept all that it accepted; an answer must hold all that it held. */
export type Direction = 'request' | 'response';

type Side = { schema: unknown; document: Schema };
type Comparison = { direction: Direction; report: (change: Change) => void; seen: Set<string> };

/** Keywords that describe and do not decide. */
const notes = new Set([
  'description',
  'title',
  'examples',
  'example',
  'default',
  'deprecated',
  '$comment',
  'id',
]);
/** Bounds of what a request may hold: a higher lower bound, or a lower upper bound, refuses what was accepted. */
const lowerBounds = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const upperBounds = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
/** Compared one by one below. */
const structure = ['type', 'enum', 'const', 'properties', 'required', 'additionalProperties', 'items'];
const unions = ['anyOf', 'oneOf'];
const handled = new Set([...notes, ...lowerBounds, ...upperBounds, ...structure, ...unions]);

const asObject = (value: unknown): Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Schema) : {};
const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

function resolve({ schema, document }: Side): { schema: Schema; ref: string } {
  let current = asObject(schema);
  let ref = '';
  while (typeof current.$ref === 'string') {
    ref = current.$ref;
    current = asObject(
      ref
        .split('/')
        .slice(1)
        .reduce<unknown>((node, key) => asObject(node)[key], document),
    );
  }
  return { schema: current, ref };
}

/** Reports every difference between two schemas, and whether callers of before would notice it. */
export function compareSchemas(before: Side, after: Side, where: string, comparison: Comparison): void {
  const [old, next] = [resolve(before), resolve(after)];
  if (old.ref && next.ref) {
    const pair = `${comparison.direction} ${old.ref} ${next.ref}`;
    if (comparison.seen.has(pair)) return;
    comparison.seen.add(pair);
  }
  const { direction } = comparison;
  const say = (breaking: boolean, what: string, at = where): void =>
    comparison.report({ breaking, where: at, what });
  const [a, b] = [old.schema, next.schema];
  const inner = (x: unknown, y: unknown, at: string): void =>
    compareSchemas({ ...before, schema: x }, { ...after, schema: y }, at, comparison);

  if (unions.some((union) => a[union] !== undefined || b[union] !== undefined)) {
    compareUnions({ ...before, schema: a }, { ...after, schema: b }, where, comparison);
    return;
  }
  compareTypes(a, b, direction, say);
  compareValues(a, b, direction, say);
  compareProperties(a, b, where, direction, say, inner);
  if (a.items !== undefined && b.items !== undefined) inner(a.items, b.items, `${where}[]`);
  else if (a.items !== b.items) say(true, 'what the list holds is another thing');
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    if (handled.has(key) || isDeepStrictEqual(a[key], b[key])) continue;
    const loosened = direction === 'request' && b[key] === undefined;
    say(!loosened, `${key} changed from ${show(a[key])} to ${show(b[key])}`);
  }
  if (direction === 'request') compareBounds(a, b, say);
}

type Say = (breaking: boolean, what: string, at?: string) => void;

function typesOf({ type }: Schema): string[] | undefined {
  if (type === undefined) return undefined;
  return (Array.isArray(type) ? type : [type]).map(String);
}

/** In what callers send fewer types break them; in what they read, more. */
function compareTypes(a: Schema, b: Schema, direction: Direction, say: Say): void {
  const [before, after] = [typesOf(a), typesOf(b)];
  if (isDeepStrictEqual(before?.toSorted(), after?.toSorted())) return;
  const [wide, narrow] = direction === 'request' ? [before, after] : [after, before];
  const covers = narrow === undefined || wide?.every((type) => narrow.includes(type)) === true;
  say(!covers, `type changed from ${show(a.type)} to ${show(b.type)}`);
}

const valuesOf = (schema: Schema): unknown[] | undefined =>
  'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : undefined;

/** Readers are told to expect values they do not know; callers are told that theirs are accepted. */
function compareValues(a: Schema, b: Schema, direction: Direction, say: Say): void {
  const [before, after] = [valuesOf(a), valuesOf(b)];
  if (before === undefined && after === undefined) return;
  if (before === undefined) {
    say(direction === 'request', `only ${show(after)} is left of all values`);
    return;
  }
  if (after === undefined) {
    say(direction === 'response', 'any value instead of those listed');
    return;
  }
  for (const value of before.filter((known) => !after.includes(known))) {
    say(direction === 'request', `value ${show(value)} was removed`);
  }
  for (const value of after.filter((known) => !before.includes(known))) {
    say(false, `value ${show(value)} was added`);
  }
}

function compareProperties(
  a: Schema,
  b: Schema,
  where: string,
  direction: Direction,
  say: Say,
  inner: (x: unknown, y: unknown, at: string) => void,
): void {
  const [before, after] = [asObject(a.properties), asObject(b.properties)];
  const [required, requires] = [asList(a.required), asList(b.required)];
  for (const [name, schema] of Object.entries(before)) {
    const at = `${where}.${name}`;
    if (!(name in after)) {
      say(true, 'the field was removed', at);
      continue;
    }
    inner(schema, after[name], at);
    const [was, is] = [required.includes(name), requires.includes(name)];
    if (!was && is) say(direction === 'request', 'the field became required', at);
    if (was && !is) say(direction === 'response', 'the field became optional', at);
  }
  for (const name of Object.keys(after).filter((key) => !(key in before))) {
    const mustBeSent = direction === 'request' && requires.includes(name);
    say(mustBeSent, mustBeSent ? 'a required field was added' : 'a field was added', `${where}.${name}`);
  }
  const [others, othersNow] = [a.additionalProperties, b.additionalProperties];
  if (isDeepStrictEqual(others, othersNow)) return;
  if (typeof others === 'object' && typeof othersNow === 'object') inner(others, othersNow, `${where}.*`);
  else if (direction === 'request')
    say(othersNow !== undefined && othersNow !== true, 'other fields are treated differently');
}

function compareBounds(a: Schema, b: Schema, say: Say): void {
  const differ = (names: string[], isTighter: (before: number, after: number) => boolean): void => {
    for (const name of names) {
      const [before, after] = [a[name], b[name]];
      if (before === after) continue;
      const tighter = typeof after === 'number' && (typeof before !== 'number' || isTighter(before, after));
      say(tighter, `${name} changed from ${show(before)} to ${show(after)}`);
    }
  };
  differ(lowerBounds, (before, after) => after > before);
  differ(upperBounds, (before, after) => after < before);
}

/** Each variant that counts needs one on the other side that takes its place without breaking anything. */
function compareUnions(before: Side, after: Side, where: string, comparison: Comparison): void {
  const variantsOf = (schema: unknown): unknown[] => {
    const { anyOf, oneOf } = asObject(schema);
    return asList(anyOf ?? oneOf).length > 0 ? asList(anyOf ?? oneOf) : [schema];
  };
  const [old, next] = [variantsOf(before.schema), variantsOf(after.schema)];
  const changesOf = (x: unknown, y: unknown): Change[] => {
    const changes: Change[] = [];
    const report = (change: Change) => void changes.push(change);
    compareSchemas({ ...before, schema: x }, { ...after, schema: y }, where, {
      ...comparison,
      report,
      seen: new Set(comparison.seen),
    });
    return changes;
  };
  const breaks = (changes: Change[]): boolean => changes.some(({ breaking }) => breaking);
  const isRequest = comparison.direction === 'request';
  for (const variant of isRequest ? old : next) {
    const candidates = (isRequest ? next : old).map((other) =>
      isRequest ? changesOf(variant, other) : changesOf(other, variant),
    );
    const best = candidates.toSorted(
      (x, y) => Number(breaks(x)) - Number(breaks(y)) || x.length - y.length,
    )[0];
    for (const change of best ?? []) comparison.report(change);
  }
  if (isRequest && next.length > old.length)
    comparison.report({ breaking: false, where, what: 'a variant was added' });
  if (!isRequest && next.length < old.length)
    comparison.report({ breaking: false, where, what: 'a variant went' });
}
