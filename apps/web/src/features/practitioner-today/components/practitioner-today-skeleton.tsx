import { useLingui } from '@lingui/react/macro';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';

/** The shape of the practitioner's day that is on its way. */
export function PractitionerTodaySkeleton() {
  const { t } = useLingui();
  return (
    <div aria-busy="true" className="mx-auto max-w-5xl px-4 py-6 sm:px-8 sm:py-8">
      <span className="sr-only">{t`Loading your clients`}</span>
      <Skeleton className="h-4 w-44" />
      <Skeleton className="mt-2 h-8 w-24" />
      <Skeleton className="mt-2 h-4 w-80 max-w-full" />
      <div className="mt-6 grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div>
          <Skeleton className="h-4 w-36" />
          <div className="mt-2 divide-y divide-hairline rounded-lg border border-hairline bg-surface">
            {[70, 55, 80, 60].map((width) => (
              <div key={width} className="flex gap-4 px-4 py-4 sm:px-5">
                <Skeleton shape="circle" className="size-10" />
                <div className="flex flex-1 flex-col gap-2.5 py-1">
                  <Skeleton className="h-4 w-44" />
                  <div style={{ width: `${width}%` }}>
                    <Skeleton />
                  </div>
                </div>
              </div>
            ))}
          </div>
        </div>
        <div className="flex flex-col gap-6">
          <Skeleton shape="block" className="h-32" />
          <Skeleton shape="block" className="h-32" />
        </div>
      </div>
    </div>
  );
}
