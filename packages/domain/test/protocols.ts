import type { Contraindication, ProtocolContent } from '@healthprotocol/contracts';
import fc from 'fast-check';
import { anyContent } from './plans.ts';

export const protocol = (more: Partial<ProtocolContent> = {}): ProtocolContent => ({
  title: 'Walking',
  description: '',
  durationDays: 28,
  content: '',
  category: 'exercise',
  tags: [],
  goals: [],
  phases: [],
  activities: [],
  evidence: [],
  contraindications: [],
  library: null,
  ...more,
});

const anyRule: fc.Arbitrary<Contraindication> = fc.record({
  kind: fc.constant('condition' as const),
  id: fc.constantFrom('c0', 'c1', 'c2'),
  severity: fc.constantFrom('warn' as const, 'block' as const),
  rationale: fc.constantFrom('May harm', 'Not studied'),
  label: fc.constantFrom('Angina', 'Asthma'),
  terms: fc.constant([]),
  codes: fc.constant([]),
});

/** Valid protocols whose versions share many parts. */
export const anyProtocol: fc.Arbitrary<ProtocolContent> = fc
  .record({
    scheduled: anyContent,
    title: fc.constantFrom('Walking', 'Walking more'),
    tags: fc.subarray(['heart', 'home']),
    goals: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('g0', 'g1', 'g2', 'g3'),
        title: fc.constantFrom('Walk', 'Walk further'),
      }),
      { selector: ({ id }) => id },
    ),
    contraindications: fc.uniqueArray(anyRule, { selector: ({ id }) => id }),
    evidence: fc.array(
      fc.record({
        url: fc.constantFrom('https://who.int/a', 'https://cdc.gov/b'),
        citation: fc.constantFrom('Guideline', 'Leaflet'),
        year: fc.constantFrom(2019, 2024),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ scheduled, ...rest }) => protocol({ ...scheduled, ...rest }));
