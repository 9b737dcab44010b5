import { useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { uuidv7 } from 'uuidv7';
import { useSession } from '../../../platform/session.ts';
import { now } from '../../../shared/lib/clock.ts';
import { dismissToast, showToast } from '../../../shared/ui/toast-store.ts';
import { checkInSenderOf } from '../api/record-check-ins.ts';
import { type Answer, answerOf, type Subject } from '../subject.ts';

/** Only the latest answer can be taken back by its toast; the others by their rows. */
let lastToast: number | undefined;

/** Makes room for what asks next. */
export function dismissAnswerToast(): void {
  if (lastToast !== undefined) dismissToast(lastToast);
}

/** What waits to be sent, and how to add to it. */
export function useCheckIns() {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const { clientId } = useSession();
  const sender = checkInSenderOf(queryClient, clientId ?? '');
  const state = useSyncExternalStore(sender.subscribe, sender.state);
  useEffect(() => sender.retry(), [sender]);

  const send = ({ activity, localDate, slot }: Subject, answer: Answer): void =>
    sender.send({
      id: uuidv7(),
      assignmentId: activity.assignmentId,
      activityId: activity.activityId,
      localDate,
      slot,
      ...answer,
      recordedAt: now().toISOString(),
    });

  const undo = (subject: Subject): void => send(subject, { status: 'undone' });

  const wordsFor = (title: string, status: Answer['status']): string => {
    if (status === 'skipped') return t`${title}: skipped`;
    return status === 'partly' ? t`${title}: partly done` : t`${title}: done`;
  };

  const answer = (subject: Subject, said: Answer): void => {
    const before = subject.checkIn;
    send(subject, said);
    dismissAnswerToast();
    lastToast = showToast(wordsFor(isolated(subject.activity.title), said.status), {
      onUndo: () => (before ? send(subject, answerOf(before)) : undo(subject)),
    });
  };

  return { ...state, answer, undo, retry: sender.retry, dismissRefusal: sender.dismissRefusal };
}

/** Keeps the direction of a name to itself (Unicode FSI and PDI). */
const isolated = (name: string) => `\u2068${name}\u2069`;

export type CheckIns = ReturnType<typeof useCheckIns>;
