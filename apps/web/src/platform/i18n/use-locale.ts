import { useLingui } from '@lingui/react';

/** The locale that dates and numbers are written in, to be given to the formatters of `shared/lib`. */
export function useLocale(): string {
  const { i18n } = useLingui();
  const [region] = Array.isArray(i18n.locales) ? i18n.locales : [i18n.locales];
  return region ?? i18n.locale;
}
