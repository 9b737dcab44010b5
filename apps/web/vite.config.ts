import { getConfig } from '@lingui/conf';
import { lingui } from '@lingui/vite-plugin';
import babel, { defineRolldownBabelPreset } from '@rolldown/plugin-babel';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { compressAssets } from './compress-assets.ts';

const configPath = `${import.meta.dirname}/lingui.config.ts`;

const macros = defineRolldownBabelPreset({
  // The configuration by its path: tests start in the repository's root, where Lingui would look for its own.
  preset: { plugins: [['@lingui/babel-plugin-lingui-macro', { linguiConfig: getConfig({ configPath }) }]] },
  rolldown: { filter: { code: /@lingui\/(?:core|react)\/macro/ } },
});

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    // Lingui's macros must be gone before React's plugin sees the file.
    babel({ presets: [macros] }),
    react(),
    lingui({ configPath }),
    tailwindcss(),
    compressAssets(),
  ],
  // What Sentry's library would say in the console.
  define: { __SENTRY_DEBUG__: 'false' },
  experimental: {
    // Only the page names files by their full path, which the server changes where ASSET_BASE_URL says so.
    renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `/${file}` : { relative: true }),
  },
  resolve: {
    alias: [
      {
        find: /^\.\.\/createLucideIcon\.mjs$/,
        replacement: `${import.meta.dirname}/src/shared/ui/icon-from-data.ts`,
      },
    ],
  },
  build: {
    target: 'baseline-widely-available',
    // tools/check-size.ts follows the manifest from the entry to what client Today needs.
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The rich-text editor's packages make extensions that this app has no use for; made without being used they do nothing.
      treeshake: { manualPureFunctions: ['Extension.create', 'Node.create', 'Mark.create'] },
      output: {
        codeSplitting: {
          groups: [
            {
              // What every screen needs compresses best as one file, and stays cached when screens change.
              name: 'core',
              priority: 2,
              // Not what only other screens use of the same packages, such as infinite queries.
              tags: ['$initial'],
              test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@lingui\/(core|react)|@tanstack\/(history|query-core|react-query|react-router|router-core|store|react-store))\//,
            },
            {
              // The little that is around every screen, in one request instead of ten.
              name: 'frame',
              priority: 1,
              test: /src\/(platform\/(api-|query-|session|theme|i18n)|app\/(root|providers|region-boundaries|router|route-guards)\.|app\/shells\/(bottom-bar|user-menu|wordmark|client-)|shared\/lib\/cx|shared\/ui\/(avatar|menu)\.)/,
            },
            {
              // Small pieces that nearly every screen has: each alone would cost a request and compress badly.
              name: 'pieces',
              priority: 1,
              test: /src\/shared\/(lib\/(clock|format|unit-label)|ui\/(badge|button|button-style|icon-button|progress-ring|screen-header|skeleton|spinner|toast-store|tooltip))\.|domain\/src\/(local-date|occurrence|slots)\.|uuidv7|lucide-react\/dist\/esm\/icons\/(check|chevron-(left|right)|ellipsis|flame|minus|plus)\./,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': { target: 'http://localhost:3000', changeOrigin: false } },
  },
  test: {
    name: 'web',
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/app/test-setup.ts'],
    css: false,
  },
});
