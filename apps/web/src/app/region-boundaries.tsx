import type { ErrorComponentProps } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { loadWords } from '../platform/i18n/activate-locale.ts';

// Neither is part of any first screen, so their code waits until it is needed.
const LoadedRegionError = lazy(async () => {
  const [module] = await Promise.all([import('./region-error.tsx'), loadWords('shared')]);
  return { default: module.RegionError };
});
const LoadedNotFound = lazy(async () => ({ default: (await import('./not-found.tsx')).NotFound }));

/** What stands in for a route's region after an error. */
export function RegionBoundary(props: ErrorComponentProps) {
  return (
    <Suspense>
      <LoadedRegionError {...props} />
    </Suspense>
  );
}

/** What stands where nothing is. */
export function NotFoundBoundary() {
  return (
    <Suspense>
      <LoadedNotFound />
    </Suspense>
  );
}
