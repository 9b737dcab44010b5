import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useId } from 'react';
import { IconButton } from './icon-button.tsx';

export interface DaySliderProps {
  /** 1 is the first. */
  day: number;
  lastDay: number;
  onDayChange: (day: number) => void;
}

/** Goes through the days of a protocol: by dragging, by arrow keys, or one at a time. */
export function DaySlider({ day, lastDay, onDayChange }: DaySliderProps) {
  const { t } = useLingui();
  const id = useId();
  return (
    <div>
      <div className="flex items-center gap-1">
        <label htmlFor={id} className="me-auto font-semibold tabular-nums">
          <Trans>
            Day {day} <span className="text-sm font-normal text-muted">of {lastDay}</span>
          </Trans>
        </label>
        <IconButton
          label={t`Previous day`}
          disabled={day <= 1}
          onClick={() => onDayChange(day - 1)}
          icon={<ChevronLeft aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
        />
        <IconButton
          label={t`Next day`}
          disabled={day >= lastDay}
          onClick={() => onDayChange(day + 1)}
          icon={<ChevronRight aria-hidden="true" className="size-5 rtl:-scale-x-100" />}
        />
      </div>
      <input
        id={id}
        type="range"
        min={1}
        max={lastDay}
        value={day}
        disabled={lastDay === 1}
        aria-valuetext={t`Day ${day} of ${lastDay}`}
        onChange={(event) => onDayChange(Number(event.target.value))}
        className="h-6 w-full touch:h-11"
      />
    </div>
  );
}
