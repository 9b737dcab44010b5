import { useState } from 'react';
import { addDays } from '../../shared/lib/clock.ts';
import type { AdherenceDay } from '../../shared/ui/adherence-cell.ts';
import { AdherenceHeatmap } from '../../shared/ui/adherence-heatmap.tsx';
import { PhaseTimeline } from '../../shared/ui/phase-timeline.tsx';
import { Section } from './section.tsx';

const days: AdherenceDay[] = Array.from({ length: 182 }, (_, index) => ({
  date: addDays('2026-05-26', index),
  adherence:
    index % 7 === 6
      ? 'nothing_due'
      : index % 23 === 11 || (index > 96 && index < 101)
        ? 'no_data'
        : ([1, 1, 0.75, 1, 0.5, 1, 0.3, 1, 1, 0, 0.8] as const)[index % 11]!,
}));

export function DataSection() {
  const [phase, setPhase] = useState('build');
  return (
    <>
      <Section title="Adherence">
        <AdherenceHeatmap
          days={days}
          locale="en-GB"
          formula="Done out of all that was due so far. Paused days and as-needed activities are left out."
        />
      </Section>
      <Section title="Phases">
        <div className="grid gap-8">
          <PhaseTimeline
            durationDays={84}
            currentDay={34}
            phases={[
              { key: 'settle', title: 'Settle in', startDay: 1, endDay: 14 },
              { key: 'build', title: 'Build the plate', startDay: 15, endDay: 56 },
              { key: 'log', title: 'Home blood-pressure log', startDay: 29, endDay: 35 },
              { key: 'keep', title: 'Keep it', startDay: 57, endDay: 84 },
            ]}
          />
          <PhaseTimeline
            durationDays={56}
            selectedKey={phase}
            onSelect={setPhase}
            phases={[
              { key: 'diary', title: 'Schlaftagebuchführungsgewohnheit', startDay: 1, endDay: 7 },
              { key: 'build', title: 'Sleep restriction', startDay: 8, endDay: 42 },
              { key: 'extend', title: 'Extend', startDay: 43, endDay: 56 },
            ]}
          />
        </div>
      </Section>
    </>
  );
}
