import { Trans, useLingui } from '@lingui/react/macro';
import { ApiProblem } from '../../../platform/api-problem.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Checkbox } from '../../../shared/ui/checkbox.tsx';

interface DueAgainNoticeProps {
  /** Of the activities that were answered today. */
  titles: string[];
  confirmed: boolean;
  onConfirmedChange: (confirmed: boolean) => void;
  /** Puts the change off until tomorrow. */
  onTomorrow: () => void;
}

/** Says that a medication or supplement that was answered today would be due again today, and asks what is meant. */
export function DueAgainNotice({ titles, confirmed, onConfirmedChange, onTomorrow }: DueAgainNoticeProps) {
  const { t } = useLingui();
  const names = titles.map((title) => `“${title}”`).join(', ');
  return (
    <Banner
      tone="attention"
      announce
      title={<Trans>Already answered today</Trans>}
      action={
        <Button onClick={onTomorrow}>
          <Trans>From tomorrow</Trans>
        </Button>
      }
    >
      <p className="wrap-anywhere">
        <Trans>
          {names} would be due again today and might be taken twice. Start tomorrow to leave today as it is.
        </Trans>
      </p>
      <Checkbox
        label={t`Due again today all the same`}
        checked={confirmed}
        onChange={(event) => onConfirmedChange(event.target.checked)}
      />
    </Banner>
  );
}

/** The ids of the activities that a refused change would make due again today; null where it was not refused for that. */
export function dueAgainOf(error: unknown): string[] | null {
  if (!(error instanceof ApiProblem) || error.code !== 'due_again_today') return null;
  return error.issues.map(({ path }) => path.slice('activities.'.length));
}
