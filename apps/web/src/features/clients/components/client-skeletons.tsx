import { useLingui } from '@lingui/react/macro';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';

/** The shape of a client's record that is on its way. */
export function ClientRecordSkeleton() {
  const { t } = useLingui();
  return (
    <div aria-busy="true">
      <span className="sr-only">{t`Loading the client`}</span>
      <div className="border-b border-hairline bg-surface">
        <div className="mx-auto flex max-w-6xl flex-col gap-2 px-4 py-4 sm:px-8">
          <Skeleton className="h-6 w-52" />
          <Skeleton className="h-5 w-72 max-w-full" />
        </div>
      </div>
      <div className="mx-auto max-w-6xl px-4 py-6 sm:px-8">
        <OverviewSkeleton />
      </div>
    </div>
  );
}

/** The shape of adherence and assignments that are on their way. */
export function OverviewSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-8">
      <div>
        <Skeleton className="mb-3 h-5 w-24" />
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-5">
          {['a', 'b', 'c', 'd', 'e'].map((key) => (
            <Skeleton key={key} shape="block" className="h-22" />
          ))}
        </div>
        <Skeleton shape="block" className="mt-3 h-60" />
      </div>
      <Skeleton shape="block" className="h-52" />
    </div>
  );
}

/** The shape of a list of lines that is on its way. */
export function LinesSkeleton() {
  return (
    <div aria-busy="true" className="divide-y divide-hairline rounded-lg border border-hairline bg-surface">
      {[45, 60, 38, 52, 48].map((width) => (
        <div key={width} className="flex items-center gap-3 px-4 py-4">
          <Skeleton shape="circle" className="size-6" />
          <div className="flex flex-1 flex-col gap-2">
            <div style={{ width: `${width}%` }}>
              <Skeleton />
            </div>
            <Skeleton className="h-3 w-40" />
          </div>
        </div>
      ))}
    </div>
  );
}
