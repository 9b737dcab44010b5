import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatNumber } from '../../../shared/lib/format.ts';
import { Badge } from '../../../shared/ui/badge.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Checkbox } from '../../../shared/ui/checkbox.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { type ActivityDraft, draftsOf, isChanged, lacksSlots } from '../override-drafts.ts';
import { slotText } from '../slot-words.ts';
import { SlotsEditor } from './slots-editor.tsx';

interface OverrideRowProps {
  draft: ActivityDraft;
  onChange: (draft: ActivityDraft) => void;
}

/** One activity: whether it is part of this client's plan, when, and how much. */
export function OverrideRow({ draft, onChange }: OverrideRowProps) {
  const { i18n } = useLingui();
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const { activity, included, slots, dose } = draft;
  const isScheduled = activity.schedule.recurrence.type !== 'as_needed';
  const canChange = included && (isScheduled || dose !== undefined);
  const summary = [
    isScheduled
      ? slots.map((slot) => slotText(slot, i18n, locale)).join(', ')
      : slotText('as-needed-1', i18n, locale),
    dose && `${formatNumber(dose.quantity, locale)} ${dose.unit}`,
  ].filter(Boolean);
  return (
    <li className="px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-3">
        <Checkbox
          className="min-w-48 flex-1"
          label={<span dir="auto">{activity.title}</span>}
          hint={included ? summary.join(' · ') : <Trans>Left out for this client</Trans>}
          checked={included}
          onChange={(event) => onChange({ ...draft, included: event.target.checked })}
        />
        {isChanged(draft) && (
          <>
            <Badge tone="accent">
              <Trans>Differs</Trans>
            </Badge>
            <Button
              size="sm"
              variant="quiet"
              onClick={() => {
                const [fresh] = draftsOf([activity], []);
                if (fresh) onChange(fresh);
              }}
            >
              <Trans>As in the protocol</Trans>
            </Button>
          </>
        )}
        {canChange && (
          <Button size="sm" variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? <Trans>Close</Trans> : <Trans>Change</Trans>}
          </Button>
        )}
      </div>
      {lacksSlots(draft) && (
        <p role="alert" className="ps-7 text-sm text-danger-ink">
          <Trans>Choose at least one time of day, or leave the activity out.</Trans>
        </p>
      )}
      {open && canChange && (
        <div className="mt-1 mb-2 flex flex-col gap-4 ps-7">
          {isScheduled && (
            <SlotsEditor slots={slots} onChange={(next) => onChange({ ...draft, slots: next })} />
          )}
          {dose && (
            <Field label={<Trans>Dose</Trans>} unit={dose.unit} className="max-w-56">
              <NumberInput
                value={dose.quantity}
                fractionDigits={3}
                onValueChange={(quantity) => {
                  if (quantity !== null && quantity > 0) onChange({ ...draft, dose: { ...dose, quantity } });
                }}
              />
            </Field>
          )}
        </div>
      )}
    </li>
  );
}
