import * as RadixTooltip from 'radix-ui/tooltip';

/** The part of Tooltip that places it; loaded when the first one is about to show. */
export function TooltipPanel({ content }: { content: string }) {
  return (
    <RadixTooltip.Provider>
      <RadixTooltip.Root open>
        <RadixTooltip.Trigger asChild>
          <span aria-hidden="true" className="pointer-events-none absolute inset-0" />
        </RadixTooltip.Trigger>
        <RadixTooltip.Portal>
          <RadixTooltip.Content
            sideOffset={6}
            collisionPadding={8}
            className="pointer-events-none z-50 max-w-64 animate-fade-in rounded-sm bg-ink px-2 py-1 text-xs text-canvas"
          >
            {content}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  );
}
