import { format } from 'node:util';
import { afterEach, beforeEach } from 'vitest';

// A test that expects console.error replaces it with its own spy and asserts on that.
const original = { error: console.error, warn: console.warn };
let stray: string[] = [];

beforeEach(() => {
  stray = [];
  console.error = (...parts: unknown[]) => stray.push(format(...parts));
  console.warn = (...parts: unknown[]) => stray.push(format(...parts));
});

afterEach(() => {
  Object.assign(console, original);
  const [first] = stray;
  if (first !== undefined) throw new Error(`The test wrote to the console without expecting to: ${first}`);
});
