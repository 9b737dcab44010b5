import { Trans } from '@lingui/react/macro';
import { Sheet } from '../../../shared/ui/sheet.tsx';
import { useActivityWords } from './activity-words.tsx';
import type { AnswerSheetProps } from './answer-sheet.tsx';
import { MeasureHint } from './measure-hint.tsx';

/** What an activity is and how it is done. */
export function DetailsSheet({ subject, today, onClose }: AnswerSheetProps) {
  const { activity, checkIn } = subject;
  const howMuch = useActivityWords(activity);
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={<span dir="auto">{activity.title}</span>}
      description={howMuch || undefined}
    >
      <div className="flex flex-col gap-4 text-base">
        {activity.instructions ? (
          <p dir="auto" className="max-w-[70ch] whitespace-pre-line">
            {activity.instructions}
          </p>
        ) : (
          <p className="text-muted">
            <Trans>There are no instructions for this. Ask your practitioner if something is unclear.</Trans>
          </p>
        )}
        {activity.measures && (
          <ul className="text-body">
            {activity.measures.map((measure) => (
              <li key={measure.loinc}>
                <span className="font-medium">{measure.display}</span>
                <span className="text-muted">
                  <MeasureHint measure={measure} unit={measure.unit} last={null} today={today} />
                </span>
              </li>
            ))}
          </ul>
        )}
        {activity.questionnaire?.source && (
          <a
            href={activity.questionnaire.source}
            target="_blank"
            rel="noopener noreferrer"
            className="text-accent-ink underline underline-offset-4"
          >
            <Trans>Open {activity.questionnaire.name}</Trans>
          </a>
        )}
        {checkIn?.note && (
          <div>
            <h3 className="text-sm font-medium text-muted">
              <Trans>Your note</Trans>
            </h3>
            <p dir="auto" className="mt-1 whitespace-pre-line">
              {checkIn.note}
            </p>
          </div>
        )}
      </div>
    </Sheet>
  );
}
