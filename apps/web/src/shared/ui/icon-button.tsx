import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { cx } from '../lib/cx.ts';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What the button does, read aloud and shown on hover. */
  label: string;
  icon: ReactNode;
  size?: 'md' | 'sm';
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({
  label,
  icon,
  size = 'md',
  className,
  type = 'button',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={cx(
          'inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100',
          'hover:not-disabled:bg-hover hover:not-disabled:text-ink disabled:opacity-50 touch:size-11',
          'aria-expanded:bg-hover aria-expanded:text-ink',
          size === 'md' ? 'size-9' : 'size-7',
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
