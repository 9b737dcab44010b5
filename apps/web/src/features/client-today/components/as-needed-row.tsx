import type { CheckIn } from '@healthprotocol/contracts/check-ins';
import type { NamedAsNeeded } from '@healthprotocol/domain/named-activities';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Minus, Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { lastUse, nextUse } from '../api/apply-check-ins.ts';
import { askedFor, type Subject } from '../subject.ts';
import type { RowActions, RowState } from './activity-row.tsx';
import { useActivityWords } from './activity-words.tsx';
import { PendingWord } from './pending-word.tsx';

const Refusal = lazy(async () => ({ default: (await import('./refusal.tsx')).Refusal }));

interface AsNeededRowProps extends RowActions, RowState {
  item: NamedAsNeeded;
  localDate: string;
}

/** Something to use when it is needed: how often on this day, one more, or one less. */
export function AsNeededRow({ item, localDate, pending, stalled, refusal, ...actions }: AsNeededRowProps) {
  const { t } = useLingui();
  const howMuch = useActivityWords(item);
  const next = nextUse(item);
  const last = lastUse(item);
  const count = item.checkIns.length;
  const { maxPerDay, title } = item;
  const subjectOf = (slot: string, checkIn: CheckIn | null): Subject => ({
    activity: item,
    localDate,
    slot,
    checkIn,
  });

  const addOne = () => {
    if (next === null) return;
    const subject = subjectOf(next, null);
    const asked = askedFor(subject);
    if (asked) actions.openSheet(asked, subject);
    else actions.answer(subject, { status: 'done' });
  };

  return (
    <li className="border-b border-hairline last:border-b-0">
      <div className="flex min-h-16 items-center gap-2 py-2 ps-4 pe-2">
        <button
          type="button"
          className="min-w-0 flex-1 py-1 text-start"
          onClick={() => actions.openSheet('details', subjectOf(next ?? '', null))}
        >
          <span className="block text-base font-medium wrap-anywhere">
            <bdi>{title}</bdi>
          </span>
          {howMuch && <span className="block text-sm text-muted wrap-anywhere">{howMuch}</span>}
          <span className="block text-sm text-muted">
            <Trans>
              {count} of at most {maxPerDay} used
            </Trans>
            {pending && <PendingWord stalled={stalled} />}
          </span>
        </button>
        <IconButton
          label={t`Take back one use of ${title}`}
          className="size-11 border border-hairline"
          disabled={!last}
          onClick={() => last && actions.undo(subjectOf(last.slot, last))}
          icon={<Minus aria-hidden="true" className="size-5" />}
        />
        <span aria-hidden="true" className="min-w-6 text-center text-lg font-semibold tabular-nums">
          {count}
        </span>
        <IconButton
          label={t`Add one use of ${title}`}
          className="size-11 border border-hairline"
          disabled={next === null}
          onClick={addOne}
          icon={<Plus aria-hidden="true" className="size-5" />}
        />
      </div>
      {next === null && (
        <p className="px-4 pb-3 text-sm text-attention-ink">
          <Plural
            value={maxPerDay}
            one="That is the most for one day. Ask your practitioner before you use more."
            other="That is # times, the most for one day. Ask your practitioner before you use more."
          />
        </p>
      )}
      {refusal && (
        <Suspense>
          <Refusal code={refusal.code} onDismiss={() => actions.dismissRefusal(refusal.entryId)} />
        </Suspense>
      )}
    </li>
  );
}
