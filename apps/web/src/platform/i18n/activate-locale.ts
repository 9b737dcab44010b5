import { i18n, type Messages } from '@lingui/core';

/** Every complete catalogue; each is loaded only for its readers. */
const catalogues: Record<string, () => Promise<{ messages: Messages }>> = {
  en: () => import('../../locales/en.po'),
};

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

/** The catalogue to use for a list of wished languages, best first. */
export function pickCatalogue(wished: readonly string[]): string {
  return wished.map((tag) => tag.split('-')[0] ?? '').find((language) => language in catalogues) ?? 'en';
}

/**
 * Loads and activates the words, and tells the document its language and direction.
 * Dates and numbers follow the reader's regional form of the language (`en-GB`), words the catalogue (`en`).
 */
export async function activateLocale(wished: readonly string[]): Promise<void> {
  const language = pickCatalogue(wished);
  const region = wished.find((tag) => tag.split('-')[0] === language) ?? language;
  const load = catalogues[language];
  if (!load) return;
  const { messages } = await load();
  i18n.loadAndActivate({ locale: language, locales: region, messages });
  document.documentElement.lang = region;
  document.documentElement.dir = rightToLeft.has(language) ? 'rtl' : 'ltr';
}
