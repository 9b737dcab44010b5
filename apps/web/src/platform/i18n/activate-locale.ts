import { i18n, type Messages } from '@lingui/core';

/**
 * The parts that a language's catalogue comes in: what is around every screen (`app/`), what shared pieces, errors and
 * sign-in say, and each shell's own words.
 */
export type CataloguePart = 'base' | 'shared' | 'client' | 'staff';

type Loader = () => Promise<{ messages: Messages }>;

/** Every complete language. */
const catalogues: Record<string, Record<CataloguePart, Loader>> = {
  en: {
    base: () => import('../../locales/en/base.po'),
    shared: () => import('../../locales/en/shared.po'),
    client: () => import('../../locales/en/client.po'),
    staff: () => import('../../locales/en/staff.po'),
  },
};

const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);

/** The catalogue to use for a list of wished languages, best first. */
export function pickLanguage(wished: readonly string[]): string {
  return wished.map((tag) => tag.split('-')[0] ?? '').find((language) => language in catalogues) ?? 'en';
}

/**
 * Loads and activates the words around every screen, and tells the document its language and direction.
 * Dates and numbers follow the reader's regional form of the language (`en-GB`), words the catalogue (`en`).
 */
export async function activateLocale(wished: readonly string[]): Promise<void> {
  const language = pickLanguage(wished);
  const region = wished.find((tag) => tag.split('-')[0] === language) ?? language;
  const messages = await loadPart(language, 'base');
  i18n.loadAndActivate({ locale: language, locales: region, messages });
  document.documentElement.lang = region;
  document.documentElement.dir = rightToLeft.has(language) ? 'rtl' : 'ltr';
}

/** Adds a part in the active language; called by guards before the screens that need it are drawn. */
export async function loadWords(part: CataloguePart): Promise<void> {
  const language = i18n.locale || pickLanguage(navigator.languages);
  i18n.load(language, await loadPart(language, part));
}

async function loadPart(language: string, part: CataloguePart): Promise<Messages> {
  const parts = catalogues[language];
  if (!parts) throw new Error(`There is no catalogue for "${language}"`);
  return (await parts[part]()).messages;
}
