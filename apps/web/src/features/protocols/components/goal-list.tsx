import type { Goal } from '@healthprotocol/contracts/protocol-content';
import { Trans } from '@lingui/react/macro';
import { Target } from 'lucide-react';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { targetWords } from '../../../shared/lib/protocol-words.ts';

/** What is aimed at, by which day, measured how. */
export function GoalList({ goals }: { goals: Goal[] }) {
  const locale = useLocale();
  return (
    <ul className="flex flex-col gap-2.5">
      {goals.map(({ id, title, measure, byDay }) => {
        const target = measure ? targetWords(measure, locale) : '';
        return (
          <li key={id} className="flex gap-2.5 text-body">
            <Target aria-hidden="true" className="mt-0.5 size-4.5 shrink-0 text-accent-ink" />
            <span className="min-w-0">
              <span dir="auto" className="wrap-anywhere">
                {title}
              </span>
              <span className="block text-sm text-muted">
                {measure && [measure.display, target].filter(Boolean).join(' ')}
                {measure && byDay !== undefined && ' · '}
                {byDay !== undefined && <Trans>by day {byDay}</Trans>}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
