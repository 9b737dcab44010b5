import { cx } from '../lib/cx.ts';

export interface SkeletonProps {
  /** The size; a line of text when not given. */
  className?: string;
  shape?: 'line' | 'block' | 'circle';
}

const shapes = { line: 'rounded-sm', block: 'rounded-lg', circle: 'rounded-full' };

/** The shape of what is coming. Mark the group that it stands in with `aria-busy`. */
export function Skeleton({ className = 'h-4 w-full', shape = 'line' }: SkeletonProps) {
  return <div aria-hidden="true" className={cx('animate-breathe bg-sunken', shapes[shape], className)} />;
}
