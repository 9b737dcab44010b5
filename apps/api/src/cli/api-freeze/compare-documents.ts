import { type Change, compareSchemas, type Direction, type Schema } from './compare-schemas.ts';

const asObject = (value: unknown): Schema =>
  typeof value === 'object' && value !== null ? (value as Schema) : {};
const keysOf = (value: unknown): string[] => Object.keys(asObject(value));
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((node, key) => asObject(node)[key], value);

/** Compares two OpenAPI documents of one API and names every change, the breaking ones marked. */
export function compareDocuments(before: Schema, after: Schema): Change[] {
  const changes = new Map<string, Change>();
  const report = (change: Change): void => void changes.set(JSON.stringify(change), change);
  const say = (breaking: boolean, where: string, what: string): void => report({ breaking, where, what });
  const schemas = (x: unknown, y: unknown, where: string, direction: Direction): void =>
    compareSchemas({ schema: x, document: before }, { schema: y, document: after }, where, {
      direction,
      report,
      seen: new Set(),
    });

  for (const path of keysOf(before.paths)) {
    for (const method of keysOf(at(before, 'paths', path))) {
      const where = `${method.toUpperCase()} ${path}`;
      const [old, next] = [at(before, 'paths', path, method), at(after, 'paths', path, method)];
      if (next === undefined) say(true, where, 'the route was removed');
      else compareOperations(asObject(old), asObject(next), where, say, schemas);
    }
  }
  for (const path of keysOf(after.paths)) {
    for (const method of keysOf(at(after, 'paths', path))) {
      const isNew = at(before, 'paths', path, method) === undefined;
      if (isNew) say(false, `${method.toUpperCase()} ${path}`, 'the route was added');
    }
  }
  return [...changes.values()];
}

type Say = (breaking: boolean, where: string, what: string) => void;
type Schemas = (x: unknown, y: unknown, where: string, direction: Direction) => void;

function compareOperations(old: Schema, next: Schema, where: string, say: Say, schemas: Schemas): void {
  const [who, whoNow] = [asList(old['x-access']), asList(next['x-access'])];
  for (const caller of who.filter((known) => !whoNow.includes(known))) {
    say(true, where, `${caller} may not call it any more`);
  }
  for (const caller of whoNow.filter((known) => !who.includes(known))) {
    say(false, where, `${caller} may call it now`);
  }
  if (!old.deprecated && next.deprecated) say(false, where, 'the route is deprecated');

  compareParameters(old, next, where, say, schemas);
  const body = (operation: Schema) => at(operation, 'requestBody', 'content', 'application/json', 'schema');
  if (body(old) !== undefined && body(next) !== undefined) {
    schemas(body(old), body(next), `${where} body`, 'request');
  } else if (body(old) !== body(next)) {
    say(true, where, body(old) === undefined ? 'a body is asked for' : 'no body is taken any more');
  }

  for (const status of keysOf(old.responses)) {
    const [was, is] = [at(old, 'responses', status), at(next, 'responses', status)];
    if (is === undefined) {
      say(true, where, `status ${status} was removed`);
      continue;
    }
    const type = keysOf(at(was, 'content'))[0];
    if (type === undefined) {
      if (keysOf(at(is, 'content')).length > 0) say(false, where, `status ${status} has a body now`);
      continue;
    }
    const now = at(is, 'content', type, 'schema');
    if (now === undefined) say(true, where, `status ${status} has no ${type} any more`);
    else schemas(at(was, 'content', type, 'schema'), now, `${where} ${status}`, 'response');
  }
  for (const status of keysOf(next.responses)) {
    if (at(old, 'responses', status) === undefined) say(false, where, `status ${status} was added`);
  }
}

const asList = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function compareParameters(old: Schema, next: Schema, where: string, say: Say, schemas: Schemas): void {
  const byName = ({ parameters }: Schema): Map<string, Schema> =>
    new Map(
      (Array.isArray(parameters) ? parameters : []).map((parameter: Schema) => [
        `${parameter.in} parameter ${parameter.name}`,
        parameter,
      ]),
    );
  const [before, after] = [byName(old), byName(next)];
  for (const [name, was] of before) {
    const is = after.get(name);
    if (!is) {
      say(true, where, `${name} was removed`);
      continue;
    }
    if (!was.required && is.required) say(true, where, `${name} became required`);
    schemas(was.schema, is.schema, `${where} ${name}`, 'request');
  }
  for (const [name, is] of after) {
    if (!before.has(name)) say(is.required === true, where, `${name} was added`);
  }
}
