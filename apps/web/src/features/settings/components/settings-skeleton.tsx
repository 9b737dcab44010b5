import { Skeleton } from '../../../shared/ui/skeleton.tsx';

/** The shape of a section that is on its way. */
export function SettingsSkeleton() {
  return (
    <div
      aria-busy="true"
      className="flex flex-col gap-5 rounded-lg border border-hairline bg-surface p-4 sm:p-6"
    >
      {['a', 'b', 'c'].map((key) => (
        <div key={key} className="flex flex-col gap-2">
          <Skeleton className="h-4 w-32" />
          <Skeleton shape="block" className="h-9 max-w-96" />
        </div>
      ))}
    </div>
  );
}
