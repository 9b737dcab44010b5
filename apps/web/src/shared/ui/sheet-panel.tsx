import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import * as RadixDialog from 'radix-ui/dialog';
import { useReturnFocus } from '../lib/use-return-focus.ts';
import { IconButton } from './icon-button.tsx';
import type { SheetProps } from './sheet.tsx';

export function SheetPanel({ open, onOpenChange, title, description, footer, children }: SheetProps) {
  const { t } = useLingui();
  const returnFocus = useReturnFocus();
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 animate-fade-in bg-overlay" />
        <RadixDialog.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onCloseAutoFocus={returnFocus}
          className={
            'fixed inset-x-0 bottom-0 z-40 flex max-h-[88dvh] animate-sheet-in flex-col rounded-t-xl border-t border-hairline ' +
            'bg-raised pb-[env(safe-area-inset-bottom)] shadow-float outline-none ' +
            'md:inset-y-0 md:start-auto md:end-0 md:max-h-none md:w-[26rem] md:animate-side-in md:rounded-none ' +
            'md:border-t-0 md:border-s md:pb-0'
          }
        >
          <div aria-hidden="true" className="mx-auto mt-2 h-1 w-9 rounded-full bg-hairline md:hidden" />
          <header className="flex items-start gap-3 px-5 pt-3 pb-2">
            <div className="min-w-0 flex-1 py-1">
              <RadixDialog.Title className="text-lg font-semibold">{title}</RadixDialog.Title>
              {description && (
                <RadixDialog.Description className="mt-1 text-body text-muted">
                  {description}
                </RadixDialog.Description>
              )}
            </div>
            <RadixDialog.Close asChild>
              <IconButton label={t`Close`} icon={<X aria-hidden="true" className="size-5" />} />
            </RadixDialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-2 pb-5">{children}</div>
          {footer && (
            <footer className="flex flex-col-reverse gap-2 border-t border-hairline px-5 py-4 sm:flex-row sm:justify-end">
              {footer}
            </footer>
          )}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
