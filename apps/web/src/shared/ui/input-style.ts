/** The look that every typed control shares. */
export const inputStyle =
  'w-full min-w-0 rounded-md border border-outline bg-surface px-3 text-body text-ink transition-colors duration-100 ' +
  'min-h-9 touch:min-h-11 hover:not-disabled:border-ink/60 ' +
  'focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:border-focus ' +
  'aria-invalid:border-danger aria-invalid:outline-danger ' +
  'disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted';
