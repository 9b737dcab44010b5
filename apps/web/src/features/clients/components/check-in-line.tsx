import type { CheckInStatus } from '@healthprotocol/contracts/check-ins';
import type { Activity } from '@healthprotocol/contracts/protocol-content';
import { Trans, useLingui } from '@lingui/react/macro';
import { CircleCheck, CircleDashed, CircleSlash2, Undo2 } from 'lucide-react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { formatDate, formatNumber, formatTime } from '../../../shared/lib/format.ts';
import { Badge } from '../../../shared/ui/badge.tsx';
import type { StreamEntry } from '../check-in-stream.ts';
import { checkInWords, skipReasonWords } from '../check-in-words.ts';
import { slotText } from '../slot-words.ts';
import { ReadingText } from './reading-text.tsx';

const looks: Record<CheckInStatus, { Icon: typeof CircleCheck; colour: string }> = {
  done: { Icon: CircleCheck, colour: 'text-done' },
  partly: { Icon: CircleDashed, colour: 'text-attention' },
  skipped: { Icon: CircleSlash2, colour: 'text-muted' },
  undone: { Icon: Undo2, colour: 'text-muted' },
};

interface CheckInLineProps {
  entry: StreamEntry;
  /** Undefined while it loads, null where the assignment no longer has it. */
  activity: Activity | null | undefined;
  timeZone: string;
}

/** What was said of one occurrence. What no longer counts stays readable and says so. */
export function CheckInLine({ entry: { checkIn, standing }, activity, timeZone }: CheckInLineProps) {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { status, amount, score, readings, skipReason, note } = checkIn;
  const { Icon, colour } = looks[status];
  const isHistory = standing !== 'current';
  const target = activity?.target;
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <Icon aria-hidden="true" className={cx('mt-0.5 size-5 shrink-0', isHistory ? 'text-muted' : colour)} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
          <span dir="auto" className={cx('font-medium', isHistory && 'text-muted line-through')}>
            {checkIn.activityTitle}
          </span>
          <span className="text-body">
            {i18n._(checkInWords[status])}
            {skipReason && `: ${i18n._(skipReasonWords[skipReason])}`}
            {amount !== null && (
              <span className="tabular-nums">
                {' · '}
                {formatNumber(amount, locale)}
                {target && ` / ${formatNumber(target.value, locale)} ${target.unit}`}
              </span>
            )}
            {score !== null && (
              <span className="tabular-nums">
                {' · '}
                <Trans>score {formatNumber(score, locale)}</Trans>
              </span>
            )}
          </span>
          {standing === 'replaced' && (
            <Badge>
              <Trans>Replaced later</Trans>
            </Badge>
          )}
          {standing === 'undone' && (
            <Badge>
              <Trans>Taken back later</Trans>
            </Badge>
          )}
          {checkIn.onBehalf && (
            <Badge tone="accent">
              <Trans>Entered by {checkIn.recordedBy}</Trans>
            </Badge>
          )}
        </p>
        {readings.length > 0 && (
          <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-body">
            {readings.map((reading) => (
              <ReadingText
                key={reading.loinc}
                reading={reading}
                measure={
                  activity && (activity.measures?.find(({ loinc }) => loinc === reading.loinc) ?? null)
                }
              />
            ))}
          </p>
        )}
        {note !== '' && (
          <p
            dir="auto"
            className="mt-1 max-w-[70ch] border-s-2 border-hairline ps-3 text-body whitespace-pre-line"
          >
            {note}
          </p>
        )}
        <p className="mt-1 text-sm text-muted tabular-nums">
          <Trans>
            For {formatDate(checkIn.localDate, 'weekday', locale)}, {slotText(checkIn.slot, i18n, locale)}
          </Trans>
          {' · '}
          <span dir="auto">{checkIn.protocolTitle}</span>
        </p>
      </div>
      <time dateTime={checkIn.receivedAt} className="shrink-0 text-sm text-muted tabular-nums">
        {formatTime(checkIn.receivedAt, { locale, timeZone })}
      </time>
    </li>
  );
}
