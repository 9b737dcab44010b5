import { setTheme, type Theme, useTheme } from '../../platform/theme.ts';
import { Select } from '../../shared/ui/select.tsx';

export function ThemeChoice() {
  const theme = useTheme();
  return (
    <Select aria-label="Theme" value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
      <option value="system">As the device</option>
      <option value="light">Light</option>
      <option value="dark">Dark</option>
    </Select>
  );
}
