import type { RecordEntry } from '@healthprotocol/contracts/clients';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { formatDate } from '../../../shared/lib/format.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import type { RecordConflict } from '../merge-record.ts';
import type { RecordFieldName } from '../record-form.ts';
import { pregnancyWords } from '../record-words.ts';

const fieldNames: Record<RecordFieldName, MessageDescriptor> = {
  name: msg`Name`,
  email: msg`E-mail address`,
  birthDate: msg`Birth date`,
  pregnancyStatus: msg`Pregnancy`,
  conditions: msg`Conditions`,
  medications: msg`Medications`,
  allergies: msg`Allergies`,
  timeZone: msg`Time zone`,
  dayStartHour: msg`The day starts at`,
  units: msg`Units`,
};

interface RecordConflictsProps {
  conflicts: readonly RecordConflict[];
  onTakeTheirs: (conflict: RecordConflict) => void;
}

/** Somebody saved meanwhile: what is typed stays below, what they saved stands here, and one chooses by field. */
export function RecordConflicts({ conflicts, onTakeTheirs }: RecordConflictsProps) {
  const { i18n, t } = useLingui();
  return (
    <Banner tone="attention" announce title={<Trans>Someone else saved this record meanwhile</Trans>}>
      {conflicts.length === 0 ? (
        <Trans>Their changes are taken over below; nothing you typed is lost. Save again to keep both.</Trans>
      ) : (
        <>
          <p>
            <Trans>What you typed is kept below. Where both changed the same, theirs is:</Trans>
          </p>
          <ul className="mt-2 flex flex-col gap-2">
            {conflicts.map((conflict) => {
              const name = i18n._(fieldNames[conflict.field]);
              return (
                <li key={conflict.field} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                    <span className="font-semibold">{name}:</span> <SavedValue conflict={conflict} />
                  </span>
                  <Button
                    size="sm"
                    aria-label={t`Take theirs: ${name}`}
                    onClick={() => onTakeTheirs(conflict)}
                  >
                    <Trans>Take theirs</Trans>
                  </Button>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </Banner>
  );
}

function SavedValue({ conflict: { field, theirs } }: { conflict: RecordConflict }) {
  const { i18n } = useLingui();
  const locale = useLocale();
  if (Array.isArray(theirs)) {
    const labels = (theirs as RecordEntry[]).map(({ label }) => label);
    return labels.length > 0 ? <span dir="auto">{labels.join(', ')}</span> : <Trans>nothing recorded</Trans>;
  }
  if (theirs === null || theirs === '') return <Trans>nothing recorded</Trans>;
  if (field === 'birthDate') return formatDate(String(theirs), 'medium', locale);
  const pregnancy = field === 'pregnancyStatus' && pregnancyWords[theirs as keyof typeof pregnancyWords];
  return pregnancy ? i18n._(pregnancy) : <span dir="auto">{theirs}</span>;
}
