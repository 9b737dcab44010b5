import type { Measure } from '@healthprotocol/contracts/protocol-content';
import { Trans } from '@lingui/react/macro';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatNumber } from '../../../shared/lib/format.ts';
import { unitLabel } from '../../../shared/lib/unit-label.ts';
import { Banner } from '../../../shared/ui/banner.tsx';

/** Values that are hard to believe, to be looked at once more. */
export function UnusualValues({ values }: { values: { measure: Measure; unit: string; value: number }[] }) {
  const locale = useLocale();
  return (
    <Banner tone="attention" announce title={<Trans>This looks unusual. Is it right?</Trans>}>
      <ul className="mt-1">
        {values.map(({ measure, unit, value }) => (
          <li key={measure.loinc}>
            {measure.display}: <strong className="font-semibold">{formatNumber(value, locale, 4)}</strong>{' '}
            {unitLabel(unit)}
          </li>
        ))}
      </ul>
      <p className="mt-2">
        <Trans>If you feel unwell, don't wait: call your practitioner or the emergency number.</Trans>
      </p>
    </Banner>
  );
}
