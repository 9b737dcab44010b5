import { useLingui } from '@lingui/react/macro';
import { setTheme, useTheme } from '../../../platform/theme.ts';
import { RadioGroup } from '../../../shared/ui/radio-group.tsx';

/** How this device shows the app; it works at once and is remembered here only. */
export function AppearanceSection() {
  const { t } = useLingui();
  const theme = useTheme();
  return (
    <div className="max-w-96">
      <RadioGroup
        label={t`Theme on this device`}
        look="cards"
        value={theme}
        onValueChange={setTheme}
        options={[
          {
            value: 'system',
            label: t`As the device`,
            hint: t`Light by day and dark by night, where it is set so.`,
          },
          { value: 'light', label: t`Light` },
          { value: 'dark', label: t`Dark` },
        ]}
      />
    </div>
  );
}
