import type { CheckInEntry, CheckInOutcome } from '@healthprotocol/contracts/check-ins';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, OfflineError } from './api-problem.ts';
import { createCheckInSender } from './check-in-sender.ts';

const entryOf = (name: string): CheckInEntry => ({
  id: `id-${name}`,
  assignmentId: 'assignment',
  activityId: name,
  localDate: '2026-11-23',
  slot: 'morning',
  status: 'done',
  recordedAt: '2026-11-23T08:00:00Z',
});

const recorded = (entries: readonly CheckInEntry[]): CheckInOutcome[] =>
  entries.map(({ id }) => ({ id, outcome: 'recorded', code: null }));

function setUp() {
  const post = vi.fn(async (entries: readonly CheckInEntry[]) => recorded(entries));
  const onRecorded = vi.fn();
  const mayPost = vi.fn(() => true);
  return { post, onRecorded, mayPost, sender: createCheckInSender({ post, mayPost, onRecorded }) };
}

const namesIn = (calls: [readonly CheckInEntry[]][]) =>
  calls.map(([entries]) => entries.map(({ activityId }) => activityId));

describe('the sender of check-ins', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('sends rapid taps together, and calls them pending until the service has them', async () => {
    const { sender, post, onRecorded } = setUp();
    for (const name of ['a', 'b', 'c']) sender.send(entryOf(name));
    expect(sender.state().pending).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(200);
    expect(namesIn(post.mock.calls)).toEqual([['a', 'b', 'c']]);
    expect(onRecorded).toHaveBeenCalledOnce();
    expect(sender.state().pending).toEqual([]);
  });

  it('sends the same ids again after a failure, until it gets through', async () => {
    const { sender, post } = setUp();
    post.mockRejectedValueOnce(new OfflineError('gone'));
    post.mockRejectedValueOnce(new ApiProblem({ code: 'service_unavailable' }, 503));
    sender.send(entryOf('a'));
    await vi.advanceTimersByTimeAsync(200);
    expect(sender.state()).toMatchObject({ stalled: true, pending: [{ id: 'id-a' }] });
    sender.send(entryOf('b'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(namesIn(post.mock.calls)).toEqual([['a'], ['a', 'b'], ['a', 'b']]);
    expect(sender.state()).toMatchObject({ stalled: false, pending: [] });
  });

  it('lets go of what was refused with its reason, and keeps the rest', async () => {
    const { sender, post, onRecorded } = setUp();
    post.mockResolvedValueOnce([
      { id: 'id-a', outcome: 'refused', code: 'occurrence_not_due' },
      { id: 'id-b', outcome: 'already_recorded', code: null },
    ]);
    sender.send(entryOf('a'));
    sender.send(entryOf('b'));
    await vi.advanceTimersByTimeAsync(200);
    expect(sender.state().refused).toMatchObject([{ entry: { id: 'id-a' }, code: 'occurrence_not_due' }]);
    expect(onRecorded).toHaveBeenCalledWith([expect.objectContaining({ id: 'id-b' })]);
    sender.dismissRefusal('id-a');
    expect(sender.state().refused).toEqual([]);
  });

  it('forgets a refusal when the same occurrence is answered again', async () => {
    const { sender, post } = setUp();
    post.mockResolvedValueOnce([{ id: 'id-a', outcome: 'refused', code: 'not_found' }]);
    sender.send(entryOf('a'));
    await vi.advanceTimersByTimeAsync(200);
    sender.send({ ...entryOf('a'), id: 'id-again' });
    expect(sender.state().refused).toEqual([]);
  });

  it('tries one by one what was refused as a whole, so that one bad entry holds up no other', async () => {
    const { sender, post } = setUp();
    post.mockImplementation(async (entries) => {
      if (entries.some(({ activityId }) => activityId === 'bad')) {
        throw new ApiProblem({ code: 'validation_failed' }, 400);
      }
      return recorded(entries);
    });
    for (const name of ['a', 'bad', 'c']) sender.send(entryOf(name));
    await vi.advanceTimersByTimeAsync(1000);
    expect(namesIn(post.mock.calls)).toEqual([['a', 'bad', 'c'], ['a'], ['bad'], ['c']]);
    expect(sender.state()).toMatchObject({ pending: [], refused: [{ code: 'validation_failed' }] });
  });

  it('sends nothing while somebody else is signed in, and keeps it', async () => {
    const { sender, post, mayPost } = setUp();
    mayPost.mockReturnValue(false);
    sender.send(entryOf('a'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(post).not.toHaveBeenCalled();
    mayPost.mockReturnValue(true);
    sender.retry();
    await vi.advanceTimersByTimeAsync(0);
    expect(post).toHaveBeenCalledOnce();
  });

  it('keeps what is waiting when the session has ended', async () => {
    const { sender, post } = setUp();
    post.mockRejectedValueOnce(new ApiProblem({ code: 'not_signed_in' }, 401));
    sender.send(entryOf('a'));
    await vi.advanceTimersByTimeAsync(200);
    expect(sender.state()).toMatchObject({ pending: [{ id: 'id-a' }], refused: [] });
  });

  it('sends at most 40 at once', async () => {
    const { sender, post } = setUp();
    for (let index = 0; index < 45; index += 1) sender.send(entryOf(`n${index}`));
    await vi.advanceTimersByTimeAsync(500);
    expect(post.mock.calls.map(([entries]) => entries.length)).toEqual([40, 5]);
  });
});
