import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

/** What a client's first screen says. */
const firstScreen = ['src/features/client-today'];

/** What is said outside it to more than the staff. A feature that is in neither list belongs to the staff. */
const sharedFeatures = ['src/features/identity', 'src/features/client-plan', 'src/features/client-profile'];

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
    catalogue('shared', ['src/platform', 'src/shared', ...sharedFeatures]),
    catalogue('client', firstScreen),
    catalogue('staff', ['src/features'], [...firstScreen, ...sharedFeatures]),
  ],
  // Line numbers would make every catalogue merge conflict.
  format: formatter({ lineNumbers: false }),
});
