import { z } from 'zod';

/** A UUID in canonical lower-case form (RFC 9562). New ones are version 7, made by the application or the device. */
export const Uuid = z.uuid().toLowerCase().meta({ id: 'Uuid' });

/** A UUIDv7 made by the caller, so that sending the same request twice counts once. */
export const ClientMadeId = z.uuidv7().toLowerCase();

/** A calendar date such as `2026-11-23` (ISO 8601), never a midnight in UTC. Years 1900 to 2200. */
export const LocalDate = z.iso
  .date()
  .refine((date) => date >= '1900-01-01' && date <= '2200-12-31', { message: 'Year must lie in 1900–2200' });

/** An instant in UTC with a `Z` or an offset (RFC 3339). */
export const Instant = z.iso.datetime({ offset: true });

let knownTimeZones: Set<string> | undefined;

/** True when this runtime knows the IANA zone name, including aliases such as `Asia/Calcutta`. */
export function isTimeZone(name: string): boolean {
  knownTimeZones ??= new Set(Intl.supportedValuesOf('timeZone'));
  if (knownTimeZones.has(name)) return true;
  // Offsets such as `+01:00` are accepted by Intl but are not zones: they know no clock changes.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** An IANA time-zone name, for example `Europe/Madrid`. */
export const TimeZone = z.string().min(1).max(64).refine(isTimeZone, { message: 'Not an IANA time zone' });

/** Hour at which a client's day starts: 0 (midnight) to 6, so that a night worker's 01:00 dose belongs to the evening before. */
export const DayStartHour = z.int().min(0).max(6);

/** A short key that names a part of a protocol (phase, activity, goal); unique within it and kept from version to version. */
export const PartKey = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { message: 'Lower-case letters, digits and single hyphens' });

/** Printable single-line text, trimmed; control characters and halves of surrogate pairs are refused. */
export function lineOfText(min: number, max: number) {
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, { message: 'One line without control characters' });
}

/** Plain text of several lines, trimmed; only tab and line breaks of the control characters are allowed. */
export function plainText(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, { message: 'No control characters' });
}

/** An address of the web: `https:` or `http:` only. */
export const WebAddress = z.url({ protocol: /^https?$/ }).max(500);

export const EmailAddress = z.string().trim().toLowerCase().pipe(z.email().max(254));

/** At least 12 characters (NIST SP 800-63B asks for length, not for composition). */
export const NewPassword = z.string().min(12).max(128);

export type Uuid = z.infer<typeof Uuid>;
export type LocalDate = z.infer<typeof LocalDate>;
export type Instant = z.infer<typeof Instant>;
export type PartKey = z.infer<typeof PartKey>;
