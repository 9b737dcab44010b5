import { LRUCache } from 'lru-cache';
import type { Subject } from './subjects.ts';

/**
 * Stands for a subject from one write to the next: after a write it has another one. What was loaded under a presence is
 * kept only as long as that is the subject's own.
 */
export type Presence = {
  readonly subject: Subject;
  /** Names of the values kept under it. */
  readonly keys: Set<string>;
  /** The version of the subject on the server, once it was asked. */
  version: string | undefined;
};

type Entry = { value: unknown; expiresAtMs: number; presences: readonly Presence[]; bytes: number };

/** Values in this process, the least used dropped first. */
export class LocalTier {
  readonly #entries: LRUCache<string, Entry>;
  readonly #presences = new LRUCache<Subject, Presence>({
    max: 20_000,
    dispose: ({ keys }) => {
      for (const key of keys) this.#entries.delete(key);
    },
  });

  constructor(maxBytes: number) {
    this.#entries = new LRUCache({
      maxSize: Math.max(maxBytes, 1),
      maxEntrySize: Math.max(Math.floor(maxBytes / 8), 1),
      sizeCalculation: ({ bytes }) => bytes,
      dispose: ({ presences }, key) => {
        for (const { keys } of presences) keys.delete(key);
      },
    });
  }

  get(key: string, nowMs: number): unknown {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.expiresAtMs > nowMs) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** Keeps a value unless one of its subjects was written to since the presences were taken. */
  set(key: string, value: unknown, expiresAtMs: number, presences: readonly Presence[]): void {
    if (!presences.every((presence) => this.isPresent(presence))) return;
    const bytes = 100 + key.length + (typeof value === 'string' ? value : JSON.stringify(value)).length;
    this.#entries.set(key, { value, expiresAtMs, presences, bytes });
    // One that is too large was not taken.
    if (this.#entries.has(key)) for (const { keys } of presences) keys.add(key);
  }

  /** Forgets what has come to its end: most of it is never asked for again. */
  sweep(nowMs: number): void {
    for (const [key, { expiresAtMs }] of [...this.#entries.entries()])
      if (expiresAtMs <= nowMs) this.#entries.delete(key);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  presenceOf(subject: Subject): Presence {
    const known = this.#presences.get(subject);
    if (known) return known;
    const presence: Presence = { subject, keys: new Set(), version: undefined };
    this.#presences.set(subject, presence);
    return presence;
  }

  isPresent(presence: Presence): boolean {
    return this.#presences.peek(presence.subject) === presence;
  }

  /** Forgets a subject and all that is kept about it. */
  drop(subject: Subject): void {
    this.#presences.delete(subject);
  }

  clear(): void {
    this.#presences.clear();
    this.#entries.clear();
  }
}
