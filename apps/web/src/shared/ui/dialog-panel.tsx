import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import * as RadixDialog from 'radix-ui/dialog';
import { cx } from '../lib/cx.ts';
import { useReturnFocus } from '../lib/use-return-focus.ts';
import type { DialogProps } from './dialog.tsx';
import { IconButton } from './icon-button.tsx';

const widths = { sm: 'sm:max-w-sm', md: 'sm:max-w-lg', lg: 'sm:max-w-3xl' };

export function DialogPanel({
  open,
  onOpenChange,
  title,
  description,
  footer,
  size = 'md',
  children,
}: DialogProps) {
  const { t } = useLingui();
  const returnFocus = useReturnFocus();
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 grid animate-fade-in place-items-end bg-overlay sm:place-items-center sm:p-6">
          <RadixDialog.Content
            {...(description ? {} : { 'aria-describedby': undefined })}
            onOpenAutoFocus={focusFirstField}
            onCloseAutoFocus={returnFocus}
            className={cx(
              'flex max-h-[92dvh] w-full animate-rise-in flex-col rounded-t-xl border border-hairline bg-raised shadow-float',
              'pb-[env(safe-area-inset-bottom)] outline-none sm:max-h-[85dvh] sm:rounded-xl sm:pb-0',
              widths[size],
            )}
          >
            <header className="flex items-start gap-3 px-5 pt-4 pb-2">
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
            {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 py-2">{children}</div>}
            {footer && (
              <footer className="flex flex-col-reverse gap-2 px-5 pt-3 pb-5 sm:flex-row sm:justify-end">
                {footer}
              </footer>
            )}
          </RadixDialog.Content>
        </RadixDialog.Overlay>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

/** A form is opened to be filled in; anything else starts at its first control. */
function focusFirstField(event: Event): void {
  const content = event.currentTarget;
  const field =
    content instanceof HTMLElement &&
    content.querySelector<HTMLElement>('form :is(input, textarea, select):not([disabled], [readonly])');
  if (!field) return;
  event.preventDefault();
  field.focus();
}
