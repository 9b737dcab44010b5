/** Mixes two numbers to 32 bits that look like chance and are the same on every run. */
export function mix(a: number, b: number): number {
  let bits = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
  return (bits ^ (bits >>> 15)) >>> 0;
}

/** A number from 0 up to 1 that depends on its arguments alone. */
export const chance = (a: number, b: number): number => mix(a, b) / 2 ** 32;

/** One of the values, by chance. */
export const pick = <T>(values: readonly T[], a: number, b: number): T =>
  values[Math.floor(chance(a, b) * values.length)]!;

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const hex16 = (value: number): string => BYTES[(value >>> 8) & 255]! + BYTES[value & 255]!;
const hex32 = (value: number): string => hex16(value >>> 16) + hex16(value);

/** A UUIDv7 made at an instant; `kind` (12 bits), `high` (30 bits) and `low` (32 bits) together make it the only one. */
export function uuidAt(atMs: number, kind: number, high: number, low: number): string {
  const clock = `${hex32(Math.floor(atMs / 65_536))}-${hex16(atMs % 65_536)}`;
  return `${clock}-${hex16(0x7000 + kind)}-${hex16(0x8000 + (high >>> 16))}-${hex16(high)}${hex32(low)}`;
}

/** What the kinds of ids stand for. */
export const ID = {
  organization: 1,
  user: 2,
  member: 3,
  client: 4,
  session: 5,
  account: 6,
  invitation: 7,
  protocol: 8,
  assignment: 9,
  checkIn: 10,
  audit: 11,
  event: 12,
} as const;
