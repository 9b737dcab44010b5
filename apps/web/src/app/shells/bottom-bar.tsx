import { useLingui } from '@lingui/react';
import { useLingui as useWords } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { cx } from '../../shared/lib/cx.ts';
import type { NavigationItem } from './navigation-item.ts';

/** First-level navigation within reach of a thumb. */
export function BottomBar({ items, className }: { items: readonly NavigationItem[]; className?: string }) {
  const { i18n } = useLingui();
  const { t } = useWords();
  return (
    <nav
      aria-label={t`Main`}
      className={cx(
        'sticky bottom-0 z-30 border-t border-hairline bg-surface pb-[env(safe-area-inset-bottom)]',
        className,
      )}
    >
      <ul className="mx-auto flex max-w-xl">
        {items.map(({ to, label, icon: Icon }) => (
          <li key={to} className="min-w-0 flex-1">
            <Link
              to={to}
              className="group flex min-h-14 flex-col items-center justify-center gap-0.5 px-1 text-xs font-medium text-muted -outline-offset-2 aria-[current=page]:text-accent-ink"
            >
              <span className="rounded-full px-4 py-0.5 transition-colors duration-150 group-aria-[current=page]:bg-accent-soft">
                <Icon aria-hidden="true" className="size-5" />
              </span>
              <span className="max-w-full truncate">{i18n._(label)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
