import { useLingui } from '@lingui/react/macro';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';

/** The shape of the client list that is on its way. */
export function ClientListSkeleton() {
  const { t } = useLingui();
  return (
    <div aria-busy="true" className="mx-auto max-w-6xl px-4 py-6 sm:px-8 sm:py-8">
      <span className="sr-only">{t`Loading clients`}</span>
      <div className="flex items-end justify-between">
        <Skeleton className="h-8 w-28" />
        <Skeleton className="h-9 w-32" shape="block" />
      </div>
      <div className="mt-6 rounded-xl border border-hairline bg-surface">
        <div className="px-4 py-3">
          <Skeleton className="h-9 w-72 max-w-full" shape="block" />
        </div>
        {[45, 35, 60, 40, 50, 38, 55].map((width) => (
          <div key={width} className="flex h-13 items-center gap-3 border-t border-hairline px-4">
            <Skeleton className="size-8" shape="circle" />
            <div style={{ width: `${width}%` }}>
              <Skeleton />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
