import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { useSession, useSignOut } from '../../platform/session.ts';
import { setTheme, type Theme, useTheme } from '../../platform/theme.ts';
import { Avatar } from '../../shared/ui/avatar.tsx';
import { Menu } from '../../shared/ui/menu.tsx';

/** Who is signed in, the theme of this device, and the way out. */
export function UserMenu({ side, withName = false }: { side?: 'top' | 'bottom'; withName?: boolean }) {
  const { t } = useLingui();
  const { user, organization } = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut(() => navigate({ to: '/' }));
  const theme = useTheme();
  const themes: { value: Theme; label: string }[] = [
    { value: 'system', label: t`As the device` },
    { value: 'light', label: t`Light` },
    { value: 'dark', label: t`Dark` },
  ];
  return (
    <Menu
      side={side ?? 'bottom'}
      align={withName ? 'start' : 'end'}
      className={withName ? 'w-full' : ''}
      trigger={(props) => (
        <button
          {...props}
          type="button"
          className="flex min-h-11 w-full min-w-0 items-center gap-2.5 rounded-md p-1.5 text-start transition-colors duration-100 hover:bg-hover"
        >
          <Avatar name={user.name} size="sm" />
          {!withName && <span className="sr-only">{t`Account: ${user.name}`}</span>}
          {withName && (
            <span className="min-w-0 flex-1 leading-tight">
              <span dir="auto" className="block truncate text-sm font-medium">
                {user.name}
              </span>
              <span dir="auto" className="block truncate text-xs text-muted">
                {organization.name}
              </span>
            </span>
          )}
        </button>
      )}
      groups={[
        {
          label: t`Theme`,
          items: themes.map(({ value, label }) => ({
            label,
            checked: theme === value,
            onSelect: () => setTheme(value),
          })),
        },
        {
          items: [
            {
              label: t`Sign out`,
              icon: <LogOut aria-hidden="true" className="size-5" />,
              onSelect: () => signOut.mutate(),
            },
          ],
        },
      ]}
    />
  );
}
