import type { ProtocolCategory } from '@healthprotocol/contracts/protocol-content';
import type { ProtocolStatus } from '@healthprotocol/contracts/protocols';
import { Trans, useLingui } from '@lingui/react/macro';
import { categoryNames } from '../../../shared/lib/protocol-words.ts';
import { Field } from '../../../shared/ui/field.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import type { LibraryFilter } from '../api/get-protocols.ts';

interface LibraryFiltersProps {
  filter: LibraryFilter;
  onChange: (filter: LibraryFilter) => void;
  withStatus: boolean;
}

export function LibraryFilters({ filter, onChange, withStatus }: LibraryFiltersProps) {
  const { t, i18n } = useLingui();
  const categories = Object.entries(categoryNames)
    .map(([value, name]) => ({ value, name: i18n._(name) }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <Field label={<Trans>Category</Trans>} hideLabel className="w-44 max-sm:min-w-36 max-sm:flex-1">
        <Select
          value={filter.category ?? ''}
          onChange={(event) =>
            onChange({
              ...filter,
              category: (event.target.value || undefined) as ProtocolCategory | undefined,
            })
          }
        >
          <option value="">{t`All categories`}</option>
          {categories.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {withStatus && (
        <Field label={<Trans>State</Trans>} hideLabel className="w-40 max-sm:min-w-36 max-sm:flex-1">
          <Select
            value={filter.status ?? ''}
            onChange={(event) =>
              onChange({ ...filter, status: (event.target.value || undefined) as ProtocolStatus | undefined })
            }
          >
            <option value="">{t`All in use`}</option>
            <option value="published">{t`Published`}</option>
            <option value="draft">{t`Never published`}</option>
            <option value="retired">{t`Retired`}</option>
          </Select>
        </Field>
      )}
    </>
  );
}
