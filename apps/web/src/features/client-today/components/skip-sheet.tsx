import type { SkipReason } from '@healthprotocol/contracts/check-ins';
import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronRight } from 'lucide-react';
import { Sheet } from '../../../shared/ui/sheet.tsx';
import type { AnswerSheetProps } from './answer-sheet.tsx';

/** Why something was left out: one tap on the reason. */
export function SkipSheet({ subject, onAnswer, onClose }: AnswerSheetProps) {
  const { t } = useLingui();
  const reasons: [SkipReason, string][] = [
    ['forgot', t`I forgot`],
    ['side_effect', t`It gave me side effects`],
    ['unwell', t`I felt unwell`],
    ['travelling', t`I was travelling`],
    ['not_available', t`I didn't have what I needed`],
    ['clinician_said_so', t`My clinician told me to leave it out`],
    ['other', t`Another reason`],
  ];
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={<Trans>Why are you skipping it?</Trans>}
      description={<span dir="auto">{subject.activity.title}</span>}
    >
      <ul className="-mx-2">
        {reasons.map(([skipReason, label]) => (
          <li key={skipReason}>
            <button
              type="button"
              className="flex min-h-12 w-full items-center gap-2 rounded-md px-2 text-start text-base transition-colors duration-100 hover:bg-hover"
              onClick={() => onAnswer({ status: 'skipped', skipReason })}
            >
              <span className="flex-1">{label}</span>
              <ChevronRight aria-hidden="true" className="size-5 text-muted rtl:-scale-x-100" />
            </button>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-muted">
        <Trans>You can add a note afterwards. What your clinician told you to leave out doesn't count.</Trans>
      </p>
    </Sheet>
  );
}
