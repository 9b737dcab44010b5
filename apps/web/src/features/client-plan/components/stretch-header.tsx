import { Trans } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '../../../shared/ui/button.tsx';
import { IconButton } from '../../../shared/ui/icon-button.tsx';

interface StretchHeaderProps {
  title: string;
  backLabel: string;
  forwardLabel: string;
  onBack: () => void;
  onForward: () => void;
  /** Not given while today is shown. */
  onToday: (() => void) | undefined;
}

/** The month or week that is shown, and the ones before and after. */
export function StretchHeader({
  title,
  backLabel,
  forwardLabel,
  onBack,
  onForward,
  onToday,
}: StretchHeaderProps) {
  return (
    <div className="mb-3 flex items-center gap-1">
      <h2 aria-live="polite" className="min-w-0 flex-1 text-base font-semibold first-letter:uppercase">
        {title}
      </h2>
      {onToday && (
        <Button size="sm" variant="quiet" onClick={onToday}>
          <Trans>Today</Trans>
        </Button>
      )}
      <IconButton
        label={backLabel}
        onClick={onBack}
        icon={<ChevronLeft aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
      />
      <IconButton
        label={forwardLabel}
        onClick={onForward}
        icon={<ChevronRight aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
      />
    </div>
  );
}
