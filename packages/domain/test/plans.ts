import type { Activity, ActivityOverride, LocalDate, Recurrence, Schedule } from '@healthprotocol/contracts';
import fc from 'fast-check';
import { addDays } from '../src/local-date.ts';
import type { ScheduledContent } from '../src/schedule.ts';
import type { AssignmentPlan, PlanPause } from '../src/timeline.ts';

export const activity = (id: string, schedule: Schedule, more: Partial<Activity> = {}): Activity => ({
  id,
  kind: 'habit',
  title: id,
  instructions: '',
  phaseId: null,
  schedule,
  ...more,
});

export const daily = (...slots: string[]): Schedule => ({ recurrence: { type: 'daily' }, slots });

export const planOf = (content: ScheduledContent, more: Partial<AssignmentPlan> = {}): AssignmentPlan => {
  const startDate = more.startDate ?? '2026-11-23';
  return {
    assignmentId: 'assignment',
    startDate,
    segments: [{ fromDate: startDate, versionNumber: 1, content, overrides: [] }],
    pauses: [],
    stoppedOn: null,
    ...more,
  };
};

/** Dates from 1970 to 2099, leap days and turns of the year more often than chance gives. */
export const anyDate: fc.Arbitrary<LocalDate> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 47_480 }).map((day) => addDays('1970-01-01', day)) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1972, max: 2096 }).map((year) => addDays(`${year - (year % 4)}-02-25`, 0)),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1970, max: 2098 }).map((year) => `${year}-12-28`) },
);

const anySlots = fc.uniqueArray(
  fc.constantFrom(
    'morning',
    'noon',
    'evening',
    'bedtime',
    '00:30',
    '01:00',
    '05:45',
    '08:00',
    '13:15',
    '23:59',
  ),
  { minLength: 1, maxLength: 4 },
);

const windowWithin = (first: number, last: number) =>
  fc
    .tuple(fc.integer({ min: first, max: last }), fc.integer({ min: first, max: last }))
    .map(([a, b]) => ({ startDay: Math.min(a, b), endDay: Math.max(a, b) }));

const anyRecurrence = (first: number, last: number): fc.Arbitrary<Recurrence> =>
  fc.oneof(
    fc.constant({ type: 'daily' as const }),
    fc.integer({ min: 2, max: 9 }).map((everyDays) => ({ type: 'every_n_days' as const, everyDays })),
    fc
      .subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const, { minLength: 1 })
      .map((weekdays) => ({ type: 'weekdays' as const, weekdays: [...weekdays] })),
    fc
      .uniqueArray(fc.integer({ min: first, max: last }), { minLength: 1, maxLength: 10 })
      .map((days) => ({ type: 'protocol_days' as const, days })),
    fc.integer({ min: 1, max: 5 }).map((maxPerDay) => ({ type: 'as_needed' as const, maxPerDay })),
  );

const anyActivity = (id: string, phases: ScheduledContent['phases'], durationDays: number) =>
  fc.constantFrom(null, ...phases).chain((phase) => {
    const [first, last] = [phase?.startDay ?? 1, phase?.endDay ?? durationDays];
    return fc
      .record({
        narrowed: fc.option(windowWithin(first, last), { nil: {} }),
        target: fc.option(fc.constantFrom(3, 10, 30), { nil: null }),
      })
      .chain(({ narrowed, target }) => {
        const window = { startDay: first, endDay: last, ...narrowed };
        return fc
          .record({ recurrence: anyRecurrence(window.startDay, window.endDay), slots: anySlots })
          .map(({ recurrence, slots }) =>
            activity(
              id,
              { recurrence, slots: recurrence.type === 'as_needed' ? [] : slots, ...narrowed },
              { phaseId: phase?.id ?? null, ...(target && { target: { value: target, unit: 'min' } }) },
            ),
          );
      });
  });

/** Valid content of up to 80 days, 3 phases and 5 activities. */
export const anyContent: fc.Arbitrary<ScheduledContent> = fc
  .integer({ min: 1, max: 80 })
  .chain((durationDays) =>
    fc.record({
      durationDays: fc.constant(durationDays),
      phases: fc.array(windowWithin(1, durationDays), { maxLength: 3 }).map((windows) =>
        windows.map((window, index) => ({
          id: `p${index}`,
          title: `Phase ${index}`,
          description: '',
          ...window,
        })),
      ),
    }),
  )
  .chain(({ durationDays, phases }) =>
    fc
      .integer({ min: 1, max: 5 })
      .chain((count) =>
        fc.tuple(
          ...Array.from({ length: count }, (_, index) => anyActivity(`a${index}`, phases, durationDays)),
        ),
      )
      .map((activities) => ({ durationDays, phases, activities })),
  );

const anyOverrides: fc.Arbitrary<ActivityOverride[]> = fc.uniqueArray(
  fc.record(
    {
      activityId: fc.constantFrom('a0', 'a1', 'a2', 'a3', 'a4'),
      included: fc.boolean(),
      slots: anySlots,
      dose: fc.constant({ quantity: 2, unit: 'tablet' }),
    },
    { requiredKeys: ['activityId'] },
  ),
  { selector: ({ activityId }) => activityId, maxLength: 3 },
);

const anyPauses = (startDate: LocalDate): fc.Arbitrary<PlanPause[]> =>
  fc
    .record({
      spans: fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 20 })), {
        maxLength: 3,
      }),
      lastIsOpen: fc.boolean(),
    })
    .map(({ spans, lastIsOpen }) => {
      let date = startDate;
      return spans.map(([gap, length], index) => {
        const fromDate = addDays(date, gap);
        date = addDays(fromDate, length);
        return { fromDate, toDate: lastIsOpen && index === spans.length - 1 ? null : date };
      });
    });

/** Plans with up to three segments and three pauses, some open, some stopped. */
export const anyPlan: fc.Arbitrary<AssignmentPlan> = anyDate.chain((startDate) =>
  fc
    .record({
      segments: fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), anyContent, anyOverrides), {
        minLength: 1,
        maxLength: 3,
      }),
      pauses: anyPauses(startDate),
      stoppedAfter: fc.option(fc.integer({ min: 0, max: 120 }), { nil: null }),
    })
    .map(({ segments, pauses, stoppedAfter }) => {
      let fromDate = startDate;
      return {
        assignmentId: 'assignment',
        startDate,
        segments: segments.map(([days, content, overrides], index) => {
          if (index > 0) fromDate = addDays(fromDate, days);
          return { fromDate, versionNumber: index + 1, content, overrides };
        }),
        pauses,
        stoppedOn: stoppedAfter === null ? null : addDays(startDate, stoppedAfter),
      };
    }),
);
