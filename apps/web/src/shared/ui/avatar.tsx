import { cx } from '../lib/cx.ts';

export interface AvatarProps {
  name: string;
  size?: 'sm' | 'md' | 'lg';
}

const sizes = { sm: 'size-8 text-xs', md: 'size-10 text-sm', lg: 'size-14 text-lg' };

/** Initials of a person whose name stands beside it, and therefore hidden from screen readers. */
export function Avatar({ name, size = 'md' }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'inline-grid shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent-ink select-none',
        sizes[size],
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** First letters of the first and the last word, kept apart by a non-joiner where letters would join to a word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return [first, last]
    .map((word) => [...word][0] ?? '')
    .join('\u200c')
    .toLocaleUpperCase();
}
