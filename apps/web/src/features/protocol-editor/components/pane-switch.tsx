import { useLingui } from '@lingui/react/macro';
import { cx } from '../../../shared/lib/cx.ts';

export type Pane = 'outline' | 'form' | 'preview';

/** Where there is no room for three panes side by side: which one is shown. */
export function PaneSwitch({ pane, onChange }: { pane: Pane; onChange: (pane: Pane) => void }) {
  const { t } = useLingui();
  const panes: { value: Pane; label: string }[] = [
    { value: 'outline', label: t`Outline` },
    { value: 'form', label: t`Edit` },
    { value: 'preview', label: t`Preview` },
  ];
  return (
    <fieldset
      aria-label={t`Panes`}
      className="sticky top-(--bar-height,0px) z-20 flex border-b border-hairline bg-canvas xl:hidden"
    >
      {panes.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          aria-pressed={pane === value}
          onClick={() => onChange(value)}
          className={cx(
            'min-h-11 flex-1 border-b-2 text-body font-medium -outline-offset-2',
            pane === value ? 'border-accent text-accent-ink' : 'border-transparent text-muted',
          )}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
