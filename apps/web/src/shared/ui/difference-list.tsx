import type { ProtocolDifference } from '@healthprotocol/contracts/protocols';
import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowUpDown, Minus, PencilLine, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  type DifferenceReading,
  fieldName,
  fieldWords,
  partNames,
  partWords,
  textChanges,
} from '../lib/difference-words.ts';
import { Badge, type BadgeTone } from './badge.tsx';

export interface DifferenceListProps extends DifferenceReading {
  differences: readonly ProtocolDifference[];
}

/** What differs between two versions, part by part, with what was before and what is now. */
export function DifferenceList({ differences, ...reading }: DifferenceListProps) {
  const { i18n } = useLingui();
  const parts = [...Map.groupBy(differences, ({ part, id }) => `${part} ${id}`).values()];
  return (
    <ul className="rounded-xl border border-hairline bg-surface">
      {parts.map((changes) => {
        const [first] = changes;
        if (!first) return null;
        return (
          <li
            key={`${first.part} ${first.id}`}
            className="border-t border-hairline px-4 py-3 text-body first:border-t-0"
          >
            <p className="flex flex-wrap items-center gap-2">
              <span className="text-sm text-muted">{i18n._(partNames[first.part])}</span>
              <span dir="auto" className="font-medium wrap-anywhere">
                {first.title}
              </span>
            </p>
            <ul className="mt-1.5 flex flex-col gap-2">
              {changes.map((change) => (
                <Change key={change.change + (change.field ?? '')} change={change} reading={reading} />
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

const marks: Record<ProtocolDifference['change'], { tone: BadgeTone; icon: ReactNode }> = {
  added: { tone: 'done', icon: <Plus /> },
  removed: { tone: 'danger', icon: <Minus /> },
  changed: { tone: 'accent', icon: <PencilLine /> },
  moved: { tone: 'neutral', icon: <ArrowUpDown /> },
};

function Change({ change, reading }: { change: ProtocolDifference; reading: DifferenceReading }) {
  const mark = marks[change.change];
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1">
      <Badge tone={mark.tone} icon={mark.icon}>
        {change.change === 'changed' ? fieldName(change.field ?? '') : <ChangeName change={change.change} />}
      </Badge>
      <div className="min-w-0 flex-1 basis-64">
        {change.change === 'changed' && <BeforeAfter change={change} reading={reading} />}
        {change.change === 'moved' && (
          <span className="text-muted tabular-nums">
            <Trans>
              from place {String(change.before)} to place {String(change.after)}
            </Trans>
          </span>
        )}
        {(change.change === 'added' || change.change === 'removed') && (
          <span dir="auto" className="text-muted wrap-anywhere">
            {partWords(change, reading.locale)}
          </span>
        )}
      </div>
    </li>
  );
}

function ChangeName({ change }: { change: 'added' | 'removed' | 'moved' }) {
  switch (change) {
    case 'added':
      return <Trans>Added</Trans>;
    case 'removed':
      return <Trans>Removed</Trans>;
    case 'moved':
      return <Trans>Moved</Trans>;
  }
}

function BeforeAfter({ change, reading }: { change: ProtocolDifference; reading: DifferenceReading }) {
  const { before, after } =
    change.field === 'content'
      ? textChanges(change.before, change.after)
      : {
          before: fieldWords(change, change.before, reading),
          after: fieldWords(change, change.after, reading),
        };
  if (change.field === 'content' && !before && !after) {
    return (
      <span className="text-muted">
        <Trans>Only the formatting differs.</Trans>
      </span>
    );
  }
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-3 gap-y-0.5">
      <dt className="text-sm text-muted">
        <Trans>before</Trans>
      </dt>
      <dd dir="auto" className="max-h-60 overflow-y-auto whitespace-pre-line text-muted wrap-anywhere">
        {before || <Trans>nothing</Trans>}
      </dd>
      <dt className="text-sm text-muted">
        <Trans>now</Trans>
      </dt>
      <dd dir="auto" className="max-h-60 overflow-y-auto whitespace-pre-line wrap-anywhere">
        {after || <Trans>nothing</Trans>}
      </dd>
    </dl>
  );
}
