import type { AttentionItem } from '@healthprotocol/contracts/today';
import { Trans } from '@lingui/react/macro';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { AdherenceText } from '../../../shared/ui/adherence-text.tsx';
import { Avatar } from '../../../shared/ui/avatar.tsx';
import { ReasonLine } from './reason-line.tsx';

interface AttentionListProps {
  items: AttentionItem[];
  /** Wraps a client's name in the link to their record. */
  clientLink: (clientId: string, name: ReactNode) => ReactNode;
}

/** Clients who need something, worst first. Only what is near the window is drawn, so that hundreds scroll smoothly. */
export function AttentionList({ items, clientLink }: AttentionListProps) {
  const locale = useLocale();
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: (index) => 72 + 26 * (items[index]?.reasons.length ?? 1),
    overscan: 6,
    scrollMargin: top,
    getItemKey: (index) => items[index]?.clientId ?? index,
  });
  return (
    <ul
      ref={list}
      className="relative rounded-lg border border-hairline bg-surface"
      style={{ height: rows.getTotalSize() }}
    >
      {rows.getVirtualItems().map((row) => {
        const item = items[row.index];
        if (!item) return null;
        return (
          <li
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            className="absolute inset-x-0 top-0 flex gap-4 border-hairline not-first:border-t px-4 py-4 hover:bg-hover sm:px-5"
            style={{ transform: `translateY(${row.start - top}px)` }}
          >
            <Avatar name={item.clientName} />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <span dir="auto" className="font-semibold">
                  {clientLink(item.clientId, item.clientName)}
                </span>
                <span className="text-sm text-muted">
                  <AdherenceText answer={item.adherence30} locale={locale} /> <Trans>in 30 days</Trans>
                </span>
              </p>
              <ul className="mt-1.5 flex flex-col gap-1">
                {item.reasons.map((reason) => (
                  <ReasonLine key={JSON.stringify(reason)} reason={reason} />
                ))}
              </ul>
            </div>
            <ChevronRight aria-hidden="true" className="mt-2 size-5 shrink-0 text-muted rtl:-scale-x-100" />
          </li>
        );
      })}
    </ul>
  );
}
