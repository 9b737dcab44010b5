import type { ErrorCode } from '@healthprotocol/contracts/errors';
import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useId, useRef, useState } from 'react';
import { cx } from '../../../shared/lib/cx.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { useLongPress } from '../hooks/use-long-press.ts';
import { type Answer, askedFor, type SheetKind, type Subject } from '../subject.ts';
import { useActivityWords } from './activity-words.tsx';
import { useAnswerWords } from './answer-words.tsx';
import { CheckMark } from './check-mark.tsx';
import { PendingWord } from './pending-word.tsx';
import { RowMenu } from './row-menu.tsx';

const Refusal = lazy(async () => ({ default: (await import('./refusal.tsx')).Refusal }));

export interface RowActions {
  answer: (subject: Subject, answer: Answer) => void;
  undo: (subject: Subject) => void;
  openSheet: (kind: SheetKind, subject: Subject) => void;
  dismissRefusal: (entryId: string) => void;
}

/** How far what was said of a row has come. */
export interface RowState {
  pending: boolean;
  /** The service can't be reached at the moment. */
  stalled: boolean;
  refusal: { entryId: string; code: ErrorCode } | undefined;
}

interface ActivityRowProps extends RowActions, RowState {
  subject: Subject;
  timeZone: string;
}

/** One occurrence: a tap anywhere on it is done; a tap on what is answered offers to take it back. */
export function ActivityRow({ subject, timeZone, pending, stalled, refusal, ...actions }: ActivityRowProps) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const longPress = useLongPress(() => more.current?.click());
  const barId = useId();
  const { activity, checkIn } = subject;
  const asked = askedFor(subject);
  const howMuch = useActivityWords(activity);
  const said = useAnswerWords(subject, timeZone);
  const isBarOpen = isOpen && checkIn !== null;

  const onTap = () => {
    if (checkIn) setOpen(!isOpen);
    else if (asked) actions.openSheet(asked, subject);
    else actions.answer(subject, { status: 'done' });
  };
  const undo = () => {
    setOpen(false);
    actions.undo(subject);
  };

  return (
    <li className="border-b border-hairline last:border-b-0">
      <div className="flex items-center pe-1">
        <button
          {...longPress}
          type="button"
          onClick={onTap}
          aria-expanded={checkIn ? isBarOpen : undefined}
          aria-controls={isBarOpen ? barId : undefined}
          className="group flex min-h-16 min-w-0 flex-1 items-center gap-3 py-3 ps-4 pe-1 text-start -outline-offset-2 select-none [-webkit-touch-callout:none]"
        >
          <CheckMark
            status={checkIn && checkIn.status !== 'undone' ? checkIn.status : 'open'}
            pending={pending}
            asks={asked !== null}
          />
          <span className="min-w-0 flex-1">
            <span className={cx('block text-base font-medium wrap-anywhere', checkIn && 'text-muted')}>
              <bdi>{activity.title}</bdi>
            </span>
            <span className="block text-sm text-muted wrap-anywhere">
              {said || howMuch || <span className="sr-only">{t`not checked off yet`}</span>}
              {pending && <PendingWord stalled={stalled} />}
            </span>
            {checkIn?.note && (
              <span className="mt-0.5 block truncate text-sm text-muted italic">
                <bdi>{checkIn.note}</bdi>
              </span>
            )}
          </span>
        </button>
        <RowMenu
          ref={more}
          subject={subject}
          onOpenSheet={(kind) => actions.openSheet(kind, subject)}
          onUndo={undo}
        />
      </div>
      {isBarOpen && (
        <div id={barId} className="flex animate-fade-in flex-wrap gap-2 ps-15 pe-4 pb-3">
          <Button size="sm" onClick={undo}>
            <Trans>Undo</Trans>
          </Button>
          {asked && (
            <Button size="sm" onClick={() => actions.openSheet(asked, subject)}>
              <Trans>Change the value</Trans>
            </Button>
          )}
          <Button size="sm" onClick={() => actions.openSheet('note', subject)}>
            {checkIn.note ? <Trans>Change the note</Trans> : <Trans>Add a note</Trans>}
          </Button>
        </div>
      )}
      {refusal && (
        <Suspense>
          <Refusal code={refusal.code} onDismiss={() => actions.dismissRefusal(refusal.entryId)} />
        </Suspense>
      )}
    </li>
  );
}
