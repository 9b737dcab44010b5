import type { Activity, ActivityOverride } from '@healthprotocol/contracts/protocol-content';
import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronDown, RotateCcw } from 'lucide-react';
import { useId, useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { cx } from '../../../shared/lib/cx.ts';
import { amountWords } from '../../../shared/lib/protocol-words.ts';
import { scheduleWords } from '../../../shared/lib/schedule-words.ts';
import { ActivityIcon } from '../../../shared/ui/activity-icon.tsx';
import { Badge } from '../../../shared/ui/badge.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Checkbox } from '../../../shared/ui/checkbox.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { SlotPicker } from '../../../shared/ui/slot-picker.tsx';
import { withoutSame } from '../assign-state.ts';

interface AdjustActivityProps {
  activity: Activity;
  override: ActivityOverride | undefined;
  onChange: (override: ActivityOverride | undefined) => void;
}

/** One activity, to be left out or given at other times or in another dose, for these clients only. */
export function AdjustActivity({ activity, override, onChange }: AdjustActivityProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const isLeftOut = override?.included === false;
  const slots = override?.slots ?? activity.schedule.slots;
  const dose = override?.dose ?? activity.dose;
  const change = (part: Partial<ActivityOverride>) =>
    onChange(withoutSame({ ...override, activityId: activity.id, ...part }, activity));
  const shown = { ...activity, schedule: { ...activity.schedule, slots } };
  const words = [
    scheduleWords(shown.schedule, locale),
    amountWords({ ...activity, dose, measures: undefined }, locale),
  ];
  return (
    <li className="border-t border-hairline first:border-t-0">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
        className="flex w-full items-start gap-3 px-4 py-3 text-start -outline-offset-2 hover:bg-hover"
      >
        <span className="mt-0.5 text-accent-ink">
          <ActivityIcon kind={activity.kind} />
        </span>
        <span className="min-w-0 flex-1 text-body">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span
              dir="auto"
              className={cx('font-medium wrap-anywhere', isLeftOut && 'text-muted line-through')}
            >
              {activity.title}
            </span>
            {override && (
              <Badge tone="accent">{isLeftOut ? <Trans>Left out</Trans> : <Trans>Adjusted</Trans>}</Badge>
            )}
          </span>
          <span className="block text-sm text-muted wrap-anywhere">{words.filter(Boolean).join(' · ')}</span>
        </span>
        <ChevronDown
          aria-hidden="true"
          className={cx('mt-0.5 size-5 shrink-0 text-muted', isOpen && 'rotate-180')}
        />
      </button>
      {isOpen && (
        <div id={id} className="flex animate-fade-in flex-col gap-4 px-4 pb-4 sm:ps-12">
          <Checkbox
            label={<Trans>Leave it out</Trans>}
            checked={isLeftOut}
            onChange={(event) => change({ included: event.target.checked ? false : undefined })}
          />
          {!isLeftOut && activity.schedule.recurrence.type !== 'as_needed' && (
            <SlotPicker
              label={<Trans>Times of day</Trans>}
              value={slots}
              locale={locale}
              // An activity without a time would never be due; leaving it out says so plainly.
              onValueChange={(next) => next.length > 0 && change({ slots: next })}
            />
          )}
          {!isLeftOut && dose && (
            <Field label={<Trans>Dose</Trans>} unit={dose.unit} className="max-w-48">
              <NumberInput
                value={dose.quantity}
                fractionDigits={3}
                onValueChange={(quantity) =>
                  quantity !== null && quantity > 0 && change({ dose: { ...dose, quantity } })
                }
              />
            </Field>
          )}
          {override && (
            <div>
              <Button
                size="sm"
                variant="quiet"
                icon={<RotateCcw aria-hidden="true" className="size-4" />}
                onClick={() => onChange(undefined)}
                aria-label={t`As in the protocol: ${activity.title}`}
              >
                <Trans>As in the protocol</Trans>
              </Button>
            </div>
          )}
        </div>
      )}
    </li>
  );
}
