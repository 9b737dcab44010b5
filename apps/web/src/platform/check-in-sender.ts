import type { CheckInEntry, CheckInOutcome } from '@healthprotocol/contracts/check-ins';
import type { ErrorCode } from '@healthprotocol/contracts/errors';
import { occurrenceKey } from '@healthprotocol/domain/occurrence';
import { ApiProblem } from './api-problem.ts';

export interface RefusedCheckIn {
  entry: CheckInEntry;
  code: ErrorCode;
}

export interface SenderState {
  /** Not confirmed by the service yet, in the order in which they were made. */
  pending: readonly CheckInEntry[];
  /** What the service said no to, until it is answered again or put away. */
  refused: readonly RefusedCheckIn[];
  /** The last attempt did not get through; the next follows by itself. */
  stalled: boolean;
}

/** Takes check-ins at once and gets them to the service: the one way out for them, whatever stands behind it. */
export interface CheckInSender {
  send: (entry: CheckInEntry) => void;
  /** Tries now what is waiting. */
  retry: () => void;
  dismissRefusal: (entryId: string) => void;
  state: () => SenderState;
  subscribe: (listener: () => void) => () => void;
}

export interface CheckInSenderOptions {
  post: (entries: readonly CheckInEntry[]) => Promise<readonly CheckInOutcome[]>;
  /** False while somebody else, or nobody, is signed in: what one person made is never sent as another. */
  mayPost: () => boolean;
  /** Called before the entries stop being pending, so that no screen falls back in between. */
  onRecorded: (entries: readonly CheckInEntry[]) => void;
}

/** Taps within this time travel together. */
const gatherMs = 150;
/** A request that may outlive its page carries at most 64 KiB. */
const largestBatch = 40;
const firstRetryMs = 2000;
const longestRetryMs = 60_000;

/** Keeps what is not sent yet in memory, and tries again while the page lives. */
export function createCheckInSender({ post, mayPost, onRecorded }: CheckInSenderOptions): CheckInSender {
  let state: SenderState = { pending: [], refused: [], stalled: false };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSending = false;
  let failures = 0;
  /** How many of the next go one by one, after a batch was refused as a whole. */
  let alone = 0;
  const listeners = new Set<() => void>();

  const change = (next: Partial<SenderState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  const flushIn = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(flush, ms);
  };

  async function flush(): Promise<void> {
    clearTimeout(timer);
    if (isSending || state.pending.length === 0 || !mayPost()) return;
    isSending = true;
    const batch = state.pending.slice(0, alone > 0 ? 1 : largestBatch);
    try {
      settle(batch, await post(batch));
    } catch (error) {
      if (isFinal(error)) refuse(batch, error.code);
      else {
        failures += 1;
        change({ stalled: true });
      }
    }
    isSending = false;
    if (state.pending.length > 0) {
      flushIn(failures === 0 ? 0 : Math.min(firstRetryMs * 2 ** (failures - 1), longestRetryMs));
    }
  }

  function settle(batch: readonly CheckInEntry[], outcomes: readonly CheckInOutcome[]): void {
    failures = 0;
    alone = Math.max(0, alone - batch.length);
    const codes = new Map(outcomes.map(({ id, outcome, code }) => [id, outcome === 'refused' ? code : null]));
    const refused = batch.flatMap((entry) => {
      const code = codes.get(entry.id);
      return code ? [{ entry, code }] : [];
    });
    const recorded = batch.filter(({ id }) => codes.get(id) === null);
    if (recorded.length > 0) onRecorded(recorded);
    leave(batch, refused);
  }

  /** One bad entry must not hold up the others: they are tried one by one. */
  function refuse(batch: readonly CheckInEntry[], code: ErrorCode): void {
    failures = 0;
    if (batch.length > 1) {
      alone = batch.length;
      return;
    }
    alone = Math.max(0, alone - 1);
    leave(
      batch,
      batch.map((entry) => ({ entry, code })),
    );
  }

  function leave(batch: readonly CheckInEntry[], refused: readonly RefusedCheckIn[]): void {
    const gone = new Set(batch.map(({ id }) => id));
    change({
      pending: state.pending.filter(({ id }) => !gone.has(id)),
      refused: [...state.refused, ...refused],
      stalled: false,
    });
  }

  window.addEventListener('online', () => void flush());
  document.addEventListener('visibilitychange', () => void flush());
  window.addEventListener('beforeunload', (event) => {
    if (state.stalled) event.preventDefault();
  });

  return {
    send: (entry) => {
      const key = occurrenceKey(entry);
      change({
        pending: [...state.pending, entry],
        refused: state.refused.filter((refusal) => occurrenceKey(refusal.entry) !== key),
      });
      if (failures === 0) flushIn(gatherMs);
    },
    retry: () => void flush(),
    dismissRefusal: (entryId) =>
      change({ refused: state.refused.filter(({ entry }) => entry.id !== entryId) }),
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** An answer that a second try would not change. Whoever has to sign in again keeps what is waiting. */
function isFinal(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem && error.status < 500 && ![401, 429].includes(error.status);
}
