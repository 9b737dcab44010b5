import { cx } from '../lib/cx.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'md' | 'sm';

const base =
  'inline-flex items-center justify-center gap-2 rounded-md font-medium text-center select-none ' +
  'transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:not-aria-busy:opacity-50';

const variants: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-on-accent hover:not-disabled:bg-accent-hover',
  secondary:
    'bg-surface text-ink border border-outline/60 hover:not-disabled:bg-hover hover:not-disabled:border-outline',
  quiet: 'text-accent-ink hover:not-disabled:bg-accent-soft',
  danger: 'bg-danger text-on-danger hover:not-disabled:bg-danger-hover',
};

const sizes: Record<ButtonSize, string> = {
  md: 'min-h-9 px-3.5 py-1.5 text-body touch:min-h-11 touch:px-4',
  sm: 'min-h-8 px-2.5 py-1 text-sm touch:min-h-11 touch:px-3',
};

/** The look of a button, also for links that act like one. */
export function buttonStyle(variant: ButtonVariant = 'secondary', size: ButtonSize = 'md'): string {
  return cx(base, variants[variant], sizes[size]);
}
