import type { Reading } from '@healthprotocol/contracts/check-ins';
import type { Measure } from '@healthprotocol/contracts/protocol-content';
import { convertUnit, outOfTarget, substanceOf } from '@healthprotocol/domain/measures';
import { useLingui } from '@lingui/react/macro';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatNumber } from '../../../shared/lib/format.ts';
import { unitLabel } from '../../../shared/lib/unit-label.ts';
import { Badge } from '../../../shared/ui/badge.tsx';

interface ReadingTextProps {
  reading: Reading;
  /** The measure that it was taken for: undefined while it loads, null where the activity no longer has it. */
  measure: Measure | null | undefined;
}

/** A measured number with its unit as it was entered; one out of target says on which side. */
export function ReadingText({ reading, measure }: ReadingTextProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const { value, unit, loinc } = reading;
  const converted = measure ? convertUnit(value, unit, measure.unit, substanceOf(loinc)) : null;
  const side = measure && converted !== null ? outOfTarget(measure, converted) : null;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 tabular-nums">
      {measure !== undefined && <span className="text-muted">{measure?.display ?? loinc}</span>}
      <span className="font-medium">
        {formatNumber(value, locale)} {unitLabel(unit)}
      </span>
      {side && (
        <Badge
          tone="attention"
          icon={side === 'above' ? <ArrowUp aria-hidden="true" /> : <ArrowDown aria-hidden="true" />}
        >
          {side === 'above' ? t`above target` : t`below target`}
        </Badge>
      )}
    </span>
  );
}
