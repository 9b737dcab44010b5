import fc from 'fast-check';
import { type CheckIn, SKIP_REASONS } from '../src/check-ins.ts';
import type { Occurrence } from '../src/plan.ts';

/** Answers of every kind to some of the occurrences, recorded while `hour` counts up. */
export const anyAnswers = (occurrences: readonly Occurrence[]): fc.Arbitrary<CheckIn[]> =>
  fc
    .array(
      fc.record({
        of: fc.nat({ max: Math.max(0, occurrences.length - 1) }),
        status: fc.constantFrom('done', 'done', 'partly', 'skipped', 'undone'),
        amount: fc.option(fc.double({ min: 0, max: 40, noNaN: true }), { nil: undefined }),
        skipReason: fc.constantFrom(...SKIP_REASONS),
        hour: fc.integer({ min: 0, max: 23 }),
      }),
      { maxLength: 60 },
    )
    .map((answers) =>
      answers.flatMap(({ of, status, amount, skipReason, hour }, index): CheckIn[] => {
        const occurrence = occurrences[of];
        if (!occurrence) return [];
        const { assignmentId, activityId, localDate, slot } = occurrence;
        const recordedAt = `2026-11-23T${String(hour).padStart(2, '0')}:00:00Z`;
        const said = status === 'partly' ? { amount } : status === 'skipped' ? { skipReason } : {};
        return [
          { id: `id-${index}`, assignmentId, activityId, localDate, slot, status, recordedAt, ...said },
        ];
      }),
    );
