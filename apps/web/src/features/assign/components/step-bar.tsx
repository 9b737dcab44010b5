import { Trans, useLingui } from '@lingui/react/macro';
import { Check } from 'lucide-react';
import { cx } from '../../../shared/lib/cx.ts';

export type AssignStep = 1 | 2 | 3;

interface StepBarProps {
  step: AssignStep;
  onGoTo: (step: AssignStep) => void;
}

/** Where one is among the three steps; steps that lie behind can be gone back to. */
export function StepBar({ step, onGoTo }: StepBarProps) {
  const { t } = useLingui();
  const names = [t`Clients`, t`Start and safety`, t`First week`];
  return (
    <ol aria-label={t`Steps`} className="flex gap-2">
      {names.map((name, index) => {
        const number = (index + 1) as AssignStep;
        const isDone = number < step;
        const content = (
          <>
            <span
              aria-hidden="true"
              className={cx(
                'grid size-6 shrink-0 place-items-center rounded-full text-xs font-semibold tabular-nums',
                number === step ? 'bg-accent text-on-accent' : 'bg-sunken text-muted',
                isDone && 'bg-accent-soft text-accent-ink',
              )}
            >
              {isDone ? <Check strokeWidth={3} className="size-3.5" /> : number}
            </span>
            <span className={cx('truncate', number !== step && 'max-sm:sr-only')}>{name}</span>
            {isDone && (
              <span className="sr-only">
                <Trans>done, go back</Trans>
              </span>
            )}
          </>
        );
        const look = cx(
          'flex min-h-11 w-full min-w-0 items-center gap-2 border-b-2 px-1 text-body font-medium',
          number === step ? 'border-accent text-ink' : 'border-hairline text-muted',
        );
        return (
          <li
            key={name}
            aria-current={number === step ? 'step' : undefined}
            className={cx('min-w-0', number === step ? 'flex-[2]' : 'flex-1')}
          >
            {isDone ? (
              <button type="button" className={cx(look, 'hover:text-ink')} onClick={() => onGoTo(number)}>
                {content}
              </button>
            ) : (
              <span className={look}>{content}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
