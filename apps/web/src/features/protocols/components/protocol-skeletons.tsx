import { useLingui } from '@lingui/react/macro';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';

/** The shape of a protocol's page while it loads. */
export function ProtocolSkeleton() {
  const { t } = useLingui();
  return (
    <div
      role="status"
      aria-label={t`Loading`}
      aria-busy="true"
      className="mx-auto max-w-6xl px-4 py-6 sm:px-8 sm:py-8"
    >
      <Skeleton className="h-4 w-24" />
      <Skeleton className="mt-2 h-8 w-80 max-w-full" />
      <Skeleton className="mt-3 h-4 w-120 max-w-full" />
      <div className="mt-10">
        <TextSkeleton />
      </div>
    </div>
  );
}

export function TextSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex flex-col gap-4">
        <Skeleton shape="block" className="h-16" />
        <Skeleton shape="block" className="h-72" />
      </div>
      <Skeleton shape="block" className="h-96 max-lg:hidden" />
    </div>
  );
}
