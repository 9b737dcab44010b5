import { type SlotPhase, slotTime } from '@healthprotocol/domain/slots';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Check } from 'lucide-react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatTime } from '../../../shared/lib/format.ts';
import { Badge } from '../../../shared/ui/badge.tsx';

const names: Record<string, MessageDescriptor> = {
  morning: msg`Morning`,
  noon: msg`Midday`,
  evening: msg`Evening`,
  bedtime: msg`Bedtime`,
};

interface SlotHeadingProps {
  id: string;
  slot: string;
  /** Where the slot stands now; null on another day than today. */
  phase: SlotPhase | null;
  left: number;
}

/** A part of the day with its time; what is open now says so. */
export function SlotHeading({ id, slot, phase, left }: SlotHeadingProps) {
  const { i18n, t } = useLingui();
  const locale = useLocale();
  // A slot's time is on the client's own wall, so no zone is applied.
  const time = formatTime(`2000-01-01T${slotTime(slot)}:00Z`, { locale, timeZone: 'UTC' });
  const name = names[slot];
  return (
    <div className="flex min-h-7 items-center gap-2 px-4 pb-2">
      <h2 id={id} className="flex items-baseline gap-2 text-sm font-semibold">
        {name ? i18n._(name) : time}
        {name && <span className="font-normal text-muted tabular-nums">{t`around ${time}`}</span>}
      </h2>
      {phase === 'open' && left > 0 && (
        <Badge tone="accent">
          <Trans>Now</Trans>
        </Badge>
      )}
      {left === 0 && (
        <>
          <Check aria-hidden="true" strokeWidth={2.5} className="size-4 text-done" />
          <span className="sr-only">
            <Trans>all answered</Trans>
          </span>
        </>
      )}
    </div>
  );
}
