import { useLingui } from '@lingui/react/macro';
import { Delete } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';

interface NumberPadProps {
  value: string;
  onChange: (value: string) => void;
  withFraction: boolean;
  withSign?: boolean;
}

/** Large keys for a thumb. What has the focus keeps it, so that keyboard and pad can be mixed. */
export function NumberPad({ value, onChange, withFraction, withSign = false }: NumberPadProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const decimalSign = (1.1).toLocaleString(locale).replace(/\p{Nd}/gu, '');
  const add = (sign: string) => onChange(value + sign);
  return (
    <div dir="ltr" className="mt-4 grid grid-cols-3 gap-2">
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
        <Key key={digit} onPress={() => add(digit)}>
          {digit}
        </Key>
      ))}
      {withFraction && (
        <Key label={t`Decimal sign`} onPress={() => /[.,]/.test(value) || add(decimalSign)}>
          {decimalSign}
        </Key>
      )}
      {withSign && (
        <Key label={t`Minus`} onPress={() => onChange(value.startsWith('-') ? value.slice(1) : `-${value}`)}>
          −
        </Key>
      )}
      {!withFraction && !withSign && <span />}
      <Key onPress={() => add('0')}>0</Key>
      <Key label={t`Delete the last digit`} onPress={() => onChange(value.slice(0, -1))}>
        <Delete aria-hidden="true" className="size-5" />
      </Key>
    </div>
  );
}

function Key({ label, onPress, children }: { label?: string; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-label={label}
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
      className="grid min-h-12 place-items-center rounded-md bg-sunken text-lg font-medium tabular-nums select-none active:bg-accent-soft"
    >
      {children}
    </button>
  );
}
