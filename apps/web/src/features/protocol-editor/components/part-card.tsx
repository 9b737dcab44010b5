import { useLingui } from '@lingui/react/macro';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';

interface PartCardProps {
  title: string;
  onRemove: () => void;
  onUndo: () => void;
  children: ReactNode;
}

/** One of several parts of a form, which can be taken out. */
export function PartCard({ title, onRemove, onUndo, children }: PartCardProps) {
  const { t } = useLingui();
  return (
    <section aria-label={title} className="rounded-xl border border-hairline bg-surface p-4">
      <div className="mb-3 flex items-start justify-between gap-2">
        <h3 dir="auto" className="min-w-0 py-1.5 text-sm font-semibold wrap-anywhere">
          {title}
        </h3>
        <IconButton
          label={t`Remove ${title}`}
          icon={<Trash2 aria-hidden="true" className="size-5" />}
          onClick={() => {
            onRemove();
            showToast(t`“${title}” removed.`, { onUndo });
          }}
        />
      </div>
      <div className="flex flex-col gap-4">{children}</div>
    </section>
  );
}
