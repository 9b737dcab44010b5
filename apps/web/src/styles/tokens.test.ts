import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
    name,
    { light, dark },
  ]),
);

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(first: string, second: string): number {
  const [dark = 0, light = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function colour(name: string, theme: 'light' | 'dark'): string {
  const value = tokens.get(name)?.[theme];
  if (!value) throw new Error(`tokens.css has no --color-${name}`);
  return value;
}

const plain = ['canvas', 'surface', 'raised', 'sunken', 'hover'];
const soft = ['accent', 'done', 'attention', 'danger'];

/** Text on what it stands on: 4.5 (WCAG 1.4.3). */
const texts: [string, string][] = [
  ...plain.flatMap((surface): [string, string][] => [
    ['ink', surface],
    ['muted', surface],
    ['accent-ink', surface],
    ['danger-ink', surface],
  ]),
  ...soft.flatMap((tone): [string, string][] => [
    [`${tone}-ink`, `${tone}-soft`],
    ['ink', `${tone}-soft`],
  ]),
  ['muted', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['canvas', 'ink'],
];

/** Edges of controls, drawn values and focus rings on what is around them: 3 (WCAG 1.4.11). */
const shapes: [string, string][] = [
  ...['canvas', 'surface', 'raised'].flatMap((surface): [string, string][] => [
    ['outline', surface],
    ['focus', surface],
    ['accent', surface],
    ['done', surface],
    ['attention', surface],
    ['danger', surface],
  ]),
  ['focus', 'sunken'],
  ['accent', 'sunken'],
  ['done', 'sunken'],
  ['attention', 'sunken'],
  ['danger', 'sunken'],
];

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it.each(texts)('makes %s readable on %s', (text, surface) => {
    expect(contrast(colour(text, theme), colour(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapes)('makes the shape of %s visible on %s', (shape, surface) => {
    expect(contrast(colour(shape, theme), colour(surface, theme))).toBeGreaterThanOrEqual(3);
  });
});

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 1);
});
