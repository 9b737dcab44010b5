import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { expect, it } from 'vitest';

const config = getConfig({ configPath: `${import.meta.dirname}/../../../lingui.config.ts` });
const catalogues = await getCatalogs(config);

// A built app knows messages by their ids only: one that is missing here would be shown as its id.
it.each(catalogues.map((catalogue) => [catalogue.path.split('/').at(-1), catalogue] as const))(
  'holds every word of the part "%s"; if not, run: npm run i18n',
  async (_, catalogue) => {
    const said = (await catalogue.collect()) ?? {};
    for (const locale of config.locales) {
      const written = (await catalogue.read(locale)) ?? {};
      expect(Object.keys(said).filter((id) => !written[id]?.translation)).toEqual([]);
    }
  },
  20_000,
);
