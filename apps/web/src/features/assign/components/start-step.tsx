import type { SafetyCheckForClient } from '@healthprotocol/contracts/assignments';
import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { addDays, todayIn } from '../../../shared/lib/clock.ts';
import { formatDate } from '../../../shared/lib/format.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { DatePicker } from '../../../shared/ui/date-picker.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { Skeleton } from '../../../shared/ui/skeleton.tsx';
import { type AssignState, hasReason, isBlocked, worstFirst } from '../assign-state.ts';
import { SafetyCard } from './safety-card.tsx';

/** The service takes a start at most so far from the client's today. */
const furthestDays = 365;

interface StartStepProps {
  state: AssignState;
  onChange: (change: Partial<AssignState>) => void;
  /** Where the protocol was taken from published guidance. */
  library: ProtocolContent['library'];
  /** Undefined while the check runs. */
  checks: readonly SafetyCheckForClient[] | undefined;
  /** One tried to go on: say what is missing. */
  tried: boolean;
}

/** The second step: when it starts, and what speaks against it for whom. */
export function StartStep({ state, onChange, library, checks, tried }: StartStepProps) {
  const { t } = useLingui();
  const locale = useLocale();
  const today = todayIn();
  const { startDate } = state;
  const outOfRange =
    startDate !== null &&
    (startDate < addDays(today, -furthestDays) || startDate > addDays(today, furthestDays));
  const blocked = checks?.filter((check) => isBlocked(check, state.refused)).length ?? 0;
  return (
    <div className="flex flex-col gap-6">
      {library && (
        <Banner
          tone="attention"
          title={<Trans>A clinician must review this protocol before it is used</Trans>}
        >
          <Trans>
            Written from published guidance, checked on {formatDate(library.checkedOn, 'medium', locale)}.
          </Trans>
        </Banner>
      )}
      <Field
        label={<Trans>Day 1</Trans>}
        hint={<Trans>A calendar date in each client's own zone.</Trans>}
        error={
          outOfRange
            ? t`At most a year from today.`
            : startDate === null && tried
              ? t`Enter a date.`
              : undefined
        }
        className="max-w-64"
      >
        <DatePicker
          value={startDate}
          onValueChange={(date) => onChange({ startDate: date })}
          locale={locale}
          today={today}
          min={addDays(today, -furthestDays)}
          max={addDays(today, furthestDays)}
        />
      </Field>
      <section aria-labelledby="safety-heading">
        <h2 id="safety-heading" className="text-base font-semibold">
          <Trans>Safety check</Trans>
        </h2>
        <p className="mt-1 max-w-[70ch] text-body text-muted">
          <Trans>The protocol's contraindications compared with each client's record.</Trans>{' '}
          {blocked > 0 && (
            <Plural
              value={blocked}
              one="# client is blocked until you write a reason."
              other="# clients are blocked until you write a reason for each."
            />
          )}
        </p>
        {checks ? (
          <ul className="mt-4 flex flex-col gap-3">
            {worstFirst(checks, state.refused).map((check) => {
              const reason = state.reasons[check.clientId] ?? '';
              return (
                <SafetyCard
                  key={check.clientId}
                  check={check}
                  startDate={startDate}
                  needsReason={isBlocked(check, state.refused)}
                  reason={reason}
                  onReasonChange={(text) =>
                    onChange({ reasons: { ...state.reasons, [check.clientId]: text } })
                  }
                  showMissing={tried && !hasReason(reason)}
                />
              );
            })}
          </ul>
        ) : (
          <div role="status" aria-busy="true" aria-label={t`Checking`} className="mt-4 flex flex-col gap-3">
            {state.chosen.slice(0, 4).map(({ id }) => (
              <Skeleton key={id} shape="block" className="h-24" />
            ))}
          </div>
        )}
      </section>
    </div>
  );
}
