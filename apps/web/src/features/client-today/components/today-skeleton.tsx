import { Trans } from '@lingui/react/macro';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';

/** The shape of a day that is on its way. */
export function TodaySkeleton({ withHeader }: { withHeader: boolean }) {
  return (
    <div aria-busy="true" className="flex flex-col gap-6">
      <span className="sr-only">
        <Trans>Loading your day</Trans>
      </span>
      {withHeader && (
        <div>
          <h1 className="sr-only">
            <Trans>Today</Trans>
          </h1>
          <Skeleton className="mb-2 h-4 w-16" />
          <Skeleton className="h-8 w-56" />
        </div>
      )}
      <div className="flex items-center gap-4">
        <Skeleton shape="circle" className="size-19" />
        <div className="flex flex-col gap-2">
          <Skeleton className="h-6 w-32" />
          <Skeleton className="h-4 w-40" />
        </div>
      </div>
      {[3, 2].map((rows) => (
        <div key={rows}>
          <Skeleton className="mb-3 h-4 w-36" />
          <div className="rounded-lg border border-hairline bg-surface">
            {Array.from({ length: rows }, (_, row) => row).map((row) => (
              <div
                key={row}
                className="flex min-h-16 items-center gap-3 border-b border-hairline px-4 py-3 last:border-b-0"
              >
                <Skeleton shape="circle" className="size-8" />
                <div className="flex flex-1 flex-col gap-2">
                  <Skeleton className="h-4 w-2/3" />
                  <Skeleton className="h-3 w-1/3" />
                </div>
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
