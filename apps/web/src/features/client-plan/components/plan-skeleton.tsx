import { Trans } from '@lingui/react/macro';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';

/** The shape of a plan that is on its way. */
export function PlanSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-4">
      <span className="sr-only">
        <Trans>Loading your plan</Trans>
      </span>
      <Skeleton className="h-10 w-40" />
      <Skeleton shape="block" className="h-88" />
      <Skeleton shape="block" className="h-48" />
    </div>
  );
}
