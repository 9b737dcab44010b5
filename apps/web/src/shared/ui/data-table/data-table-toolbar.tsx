import { Plural, useLingui } from '@lingui/react/macro';
import { Columns3, Download, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { IconButton } from '../icon-button.tsx';
import { Menu } from '../menu.tsx';
import { TextInput } from '../text-input.tsx';

interface DataTableToolbarProps {
  search: string | undefined;
  searchLabel: string;
  onSearchChange: (search: string) => void;
  filters: ReactNode;
  columns: { id: string; header: string; shown: boolean; onToggle: () => void }[];
  onExport: (() => void) | undefined;
  selectedCount: number;
  selectionActions: ReactNode;
  onClearSelection: () => void;
}

export function DataTableToolbar(props: DataTableToolbarProps) {
  const { t } = useLingui();
  if (props.selectedCount > 0) {
    return (
      <div className="flex min-h-15 flex-wrap items-center gap-2 bg-accent-soft px-4 py-2 text-accent-ink">
        <p aria-live="polite" className="me-auto text-body font-medium">
          <Plural value={props.selectedCount} one="# selected" other="# selected" />
        </p>
        {props.selectionActions}
        <Button variant="quiet" onClick={props.onClearSelection}>
          {t`Clear`}
        </Button>
      </div>
    );
  }
  return (
    <div className="flex min-h-15 flex-wrap items-center gap-2 px-4 py-2">
      {props.search !== undefined && (
        <Field label={props.searchLabel} hideLabel className="min-w-44 flex-1 max-md:basis-full md:max-w-80">
          <TextInput
            type="search"
            placeholder={props.searchLabel}
            leading={<Search aria-hidden="true" className="size-4.5" />}
            value={props.search}
            onChange={(event) => props.onSearchChange(event.target.value)}
          />
        </Field>
      )}
      {props.filters}
      <div className="ms-auto flex items-center gap-1">
        <Menu
          trigger={(trigger) => (
            <IconButton
              {...trigger}
              label={t`Columns`}
              icon={<Columns3 aria-hidden="true" className="size-5" />}
              className="max-md:hidden"
            />
          )}
          groups={[
            {
              label: t`Columns`,
              items: props.columns.map((column) => ({
                label: column.header,
                checked: column.shown,
                onSelect: column.onToggle,
              })),
            },
          ]}
        />
        {props.onExport && (
          <IconButton
            label={t`Download as CSV`}
            icon={<Download aria-hidden="true" className="size-5" />}
            onClick={props.onExport}
          />
        )}
      </div>
    </div>
  );
}
