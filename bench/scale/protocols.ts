import type { ProtocolContent } from '@healthprotocol/contracts';
import { chance, ID, pick, uuidAt } from './deterministic.ts';
import type { Template } from './due-templates.ts';
import { DAY_MS } from './people.ts';
import type { Population } from './population.ts';

/** A protocol of the organization; `versions` is 0 for one that was never published. */
export type LoadedProtocol = {
  index: number;
  id: string;
  template: Template;
  title: string;
  versions: number;
  hasDraft: boolean;
  retired: boolean;
  createdAt: number;
};

const PLACES = [
  'North clinic',
  'South clinic',
  'Harbour practice',
  'Old town',
  'Telehealth',
  'Day hospital',
  'Community team',
  'Rehabilitation',
  'Women’s health',
  'Cardiology',
  'Primary care',
  'Night service',
];

/** Makes up the organization's protocols, each from one of the library; every tenth was never published, some are retired. */
export function makeProtocols(
  templates: readonly Template[],
  population: Population,
  nowMs: number,
): LoadedProtocol[] {
  return Array.from({ length: population.protocols }, (_, index) => {
    const template = templates[index % templates.length]!;
    const createdAt = Math.floor(nowMs - (600 - (index / population.protocols) * 590) * DAY_MS);
    const published = index === 0 || index % 10 !== 9;
    return {
      index,
      id: uuidAt(createdAt, ID.protocol, 0, index),
      template,
      title: `${template.content.title.slice(0, 70)}, ${pick(PLACES, index, 70)} ${index}`,
      versions: published ? 1 + Math.floor(chance(index, 71) * 3) : 0,
      hasDraft: !published || index === 1 || chance(index, 72) < 0.1,
      retired: published && index > 0 && chance(index, 73) < 0.05,
      createdAt,
    };
  });
}

/** The text of a version. Every version differs from the one before in a sentence. */
export function contentOf({ template, title }: LoadedProtocol, version: number): ProtocolContent {
  const { content } = template;
  const description = `${content.description.slice(0, 900)} Edition ${version}.`;
  return { ...content, title, description, library: null };
}
