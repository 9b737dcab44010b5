import { SKIP_REASONS } from '@healthprotocol/domain/check-ins';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { ApiProblem } from '../../../platform/api-problem.ts';
import { messageOf } from '../../../platform/error-messages.ts';
import { now } from '../../../shared/lib/clock.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Checkbox } from '../../../shared/ui/checkbox.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { RadioGroup } from '../../../shared/ui/radio-group.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import { useRecordCheckIn } from '../api/record-check-in.ts';
import { checkInWords, skipReasonWords } from '../check-in-words.ts';
import { answerOf, entryOf, gapOf, type ToldAnswer, type ToldItem } from '../told-answer.ts';
import { ToldValues } from './told-values.tsx';

interface ToldAnswerFormProps {
  clientId: string;
  item: ToldItem;
  date: string;
  onDone: () => void;
}

/** What the client told about one occurrence. */
export function ToldAnswerForm({ clientId, item, date, onDone }: ToldAnswerFormProps) {
  const { t, i18n } = useLingui();
  const [answer, setAnswer] = useState(() => answerOf(item));
  const [tried, setTried] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const record = useRecordCheckIn(clientId);
  const gap = tried ? gapOf(item, answer) : null;
  const isImplausible = record.error instanceof ApiProblem && record.error.code === 'reading_implausible';
  const change = (next: Partial<ToldAnswer>) => setAnswer({ ...answer, ...next });
  const statuses = (['done', ...(item.target ? (['partly'] as const) : []), 'skipped'] as const).map(
    (value) => ({
      value,
      label: i18n._(checkInWords[value]),
    }),
  );
  const send = () => {
    setTried(true);
    if (gapOf(item, answer) !== null) return;
    const made = { id: uuidv7(), localDate: date, recordedAt: now().toISOString() };
    record.mutate(entryOf(item, answer, { ...made, confirmedImplausible: confirmed }), { onSuccess: onDone });
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4 border-t border-hairline bg-canvas px-3 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!record.isPending) send();
      }}
    >
      {record.error && (
        <Banner tone="danger" announce>
          {i18n._(messageOf(record.error))}
        </Banner>
      )}
      <RadioGroup
        label={<Trans>What happened</Trans>}
        value={answer.status}
        onValueChange={(status) => change({ status })}
        options={statuses}
      />
      {answer.status === 'skipped' ? (
        <Field label={<Trans>Why</Trans>} error={gap === 'skip_reason' && t`Choose a reason.`}>
          <Select
            value={answer.skipReason ?? ''}
            onChange={(event) =>
              change({ skipReason: SKIP_REASONS.find((reason) => reason === event.target.value) ?? null })
            }
          >
            <option value="">{t`Choose…`}</option>
            {SKIP_REASONS.map((reason) => (
              <option key={reason} value={reason}>
                {i18n._(skipReasonWords[reason])}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <ToldValues item={item} answer={answer} gap={gap} onChange={change} />
      )}
      {isImplausible && (
        <Checkbox
          label={<Trans>The value is right as it is written</Trans>}
          checked={confirmed}
          onChange={(event) => setConfirmed(event.target.checked)}
        />
      )}
      <Field label={<Trans>Note</Trans>} optional>
        <TextArea
          rows={2}
          maxLength={1000}
          value={answer.note}
          onChange={(event) => change({ note: event.target.value })}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={record.isPending}>
          <Trans>Record</Trans>
        </Button>
        <Button onClick={onDone}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    </form>
  );
}
