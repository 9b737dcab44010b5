import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '../lib/cx.ts';

export type BannerTone = 'info' | 'done' | 'attention' | 'danger';

const tones = {
  info: { look: 'bg-accent-soft text-accent-ink', Icon: Info },
  done: { look: 'bg-done-soft text-done-ink', Icon: CircleCheck },
  attention: { look: 'bg-attention-soft text-attention-ink', Icon: TriangleAlert },
  danger: { look: 'bg-danger-soft text-danger-ink', Icon: CircleAlert },
};

export interface BannerProps {
  tone?: BannerTone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** Set when it appears because of something the person did. */
  announce?: boolean;
}

// A long form may be scrolled away from the message about it. jsdom has no layout and cannot scroll.
const reveal = (element: HTMLElement | null) => element?.scrollIntoView?.({ block: 'nearest' });

/** A message that belongs to a whole region and stays until its cause is gone. */
export function Banner({ tone = 'info', title, children, action, announce }: BannerProps) {
  const { look, Icon } = tones[tone];
  return (
    <div
      ref={announce ? reveal : undefined}
      role={announce ? 'alert' : undefined}
      className={cx('flex flex-wrap items-start gap-x-3 gap-y-2 rounded-lg px-4 py-3 text-body', look)}
    >
      <Icon aria-hidden="true" className="mt-px size-5 shrink-0 touch:mt-0.5" />
      <div className="min-w-48 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}
