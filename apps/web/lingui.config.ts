import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

/** The folders of what clients see; a feature that is in none of the lists belongs to the staff. */
const clientFeatures = [
  'src/features/client-today',
  'src/features/client-plan',
  'src/features/client-profile',
];

function catalogue(name: string, include: string[], exclude: string[] = []) {
  return {
    path: `<rootDir>/src/locales/{locale}/${name}`,
    include: include.map((folder) => `<rootDir>/${folder}`),
    exclude: ['**/*.test.*', ...exclude.map((folder) => `<rootDir>/${folder}/**`)],
  };
}

export default defineConfig({
  rootDir: import.meta.dirname,
  sourceLocale: 'en',
  locales: ['en'],
  fallbackLocales: { default: 'en' },
  // Parts, so that a client's first screen waits for its own words only.
  catalogs: [
    catalogue('base', ['src/app']),
    catalogue('shared', ['src/platform', 'src/shared', 'src/features/identity']),
    catalogue('client', clientFeatures),
    catalogue('staff', ['src/features'], [...clientFeatures, 'src/features/identity']),
  ],
  // Line numbers would make every catalogue merge conflict.
  format: formatter({ lineNumbers: false }),
});
