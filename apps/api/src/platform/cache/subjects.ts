import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

declare const subject: unique symbol;

/** Something that cached values are about. A write to it drops all of them at once. Named by tenant first, where it has one. */
export type Subject = string & { readonly [subject]: true };

const named = (...parts: (string | number)[]): Subject => parts.join(':') as Subject;

const sessionSubjects = new LRUCache<string, Subject>({ max: 10_000 });

/** A session by its token; the name does not give the token away. */
export function sessionSubject(token: string): Subject {
  const known = sessionSubjects.get(token);
  if (known) return known;
  const subject = named('session', hash('sha256', token, 'base64url'));
  sessionSubjects.set(token, subject);
  return subject;
}

/** A client: their record, their calendar, their care team and their assignments. */
export const clientSubject = (organizationId: string, clientId: string): Subject =>
  named(organizationId, 'client', clientId);

/** What a client said of what was due. */
export const clientCheckInsSubject = (organizationId: string, clientId: string): Subject =>
  named(organizationId, 'check-ins', clientId);

/** What all values of an organization rest on: its settings and its members. */
export const organizationSubject = (organizationId: string): Subject => named(organizationId, 'organization');

/** The lists of an organization's protocols. */
export const protocolListSubject = (organizationId: string): Subject => named(organizationId, 'protocols');

/** What is due by an assignment, kept with its revision: who uses it holds the row lock and compares. */
export const assignmentPlanSubject = (organizationId: string, assignmentId: string): Subject =>
  named(organizationId, 'plan', assignmentId);

/** A published version, which never changes. */
export const protocolVersionSubject = (
  organizationId: string,
  protocolId: string,
  version: number,
): Subject => named(organizationId, 'version', protocolId, version);
