import { Trans, useLingui } from '@lingui/react/macro';
import { setTheme, useTheme } from '../../../platform/theme.ts';
import { RadioGroup } from '../../../shared/ui/radio-group.tsx';

/** Light or dark on this device. */
export function ThemeChoice() {
  const { t } = useLingui();
  return (
    <RadioGroup
      label={<Trans>Theme on this device</Trans>}
      value={useTheme()}
      onValueChange={setTheme}
      options={[
        { value: 'system', label: t`As the device` },
        { value: 'light', label: t`Light` },
        { value: 'dark', label: t`Dark` },
      ]}
    />
  );
}
