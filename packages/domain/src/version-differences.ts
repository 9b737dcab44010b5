import type { ProtocolContent } from '@healthprotocol/contracts';
import { dequal } from 'dequal/lite';

/** A field with its values before and after; undefined where it is absent. */
export type FieldDifference = { field: string; before: unknown; after: unknown };

/**
 * What became of one phase, activity, goal or contraindication. `from` and `to` are its places in the lists, counted from 0;
 * `moved` when its order among the parts that stayed changed. `fields` lists what changed in a part that stayed.
 */
export type PartDifference<P> =
  | { change: 'added'; id: string; to: number; after: P }
  | { change: 'removed'; id: string; from: number; before: P }
  | { change: 'changed'; id: string; from: number; to: number; moved: boolean; fields: FieldDifference[] };

type Parts = 'phases' | 'activities' | 'goals' | 'contraindications';

/** The differences of two versions of a protocol; empty lists throughout when they are the same. */
export type ProtocolDifferences = { fields: FieldDifference[] } & {
  [List in Parts]: PartDifference<ProtocolContent[List][number]>[];
};

/** Compares two versions part by part; parts are the same when their ids are, whatever their order of keys. */
export function protocolDifferences(before: ProtocolContent, after: ProtocolContent): ProtocolDifferences {
  const { phases, activities, goals, contraindications, ...fieldsBefore } = before;
  const {
    phases: phasesAfter,
    activities: activitiesAfter,
    goals: goalsAfter,
    contraindications: contraindicationsAfter,
    ...fieldsAfter
  } = after;
  return {
    fields: fieldDifferences(fieldsBefore, fieldsAfter),
    phases: partDifferences(phases, phasesAfter),
    activities: partDifferences(activities, activitiesAfter),
    goals: partDifferences(goals, goalsAfter),
    contraindications: partDifferences(contraindications, contraindicationsAfter),
  };
}

/** True when two versions do not differ. */
export function sameProtocol(before: ProtocolContent, after: ProtocolContent): boolean {
  return Object.values(protocolDifferences(before, after)).every((list) => list.length === 0);
}

function fieldDifferences(before: object, after: object): FieldDifference[] {
  const old = new Map<string, unknown>(Object.entries(before));
  const recent = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...old.keys(), ...recent.keys()])]
    .filter((field) => !dequal(old.get(field), recent.get(field)))
    .map((field) => ({ field, before: old.get(field), after: recent.get(field) }));
}

function partDifferences<P extends { id: string }>(before: P[], after: P[]): PartDifference<P>[] {
  const placesBefore = new Map(before.map(({ id }, place) => [id, place]));
  const placesAfter = new Map(after.map(({ id }, place) => [id, place]));
  const unmoved = longestRising(after.flatMap(({ id }) => placesBefore.get(id) ?? []));

  const differences: PartDifference<P>[] = [];
  for (const [to, part] of after.entries()) {
    const from = placesBefore.get(part.id);
    if (from === undefined) {
      differences.push({ change: 'added', id: part.id, to, after: part });
      continue;
    }
    const moved = !unmoved.has(from);
    const fields = fieldDifferences(before[from]!, part);
    if (moved || fields.length > 0)
      differences.push({ change: 'changed', id: part.id, from, to, moved, fields });
  }
  for (const [from, part] of before.entries()) {
    if (!placesAfter.has(part.id)) differences.push({ change: 'removed', id: part.id, from, before: part });
  }
  return differences;
}

// The largest set of numbers that already stand in rising order: what is left over is the least that must have moved.
function longestRising(numbers: number[]): Set<number> {
  const lengths: number[] = [];
  const previous: number[] = [];
  let last = -1;
  for (const [index, number] of numbers.entries()) {
    lengths[index] = 1;
    previous[index] = -1;
    for (let earlier = 0; earlier < index; earlier++) {
      if (numbers[earlier]! < number && lengths[earlier]! + 1 > lengths[index]!) {
        lengths[index] = lengths[earlier]! + 1;
        previous[index] = earlier;
      }
    }
    if (last === -1 || lengths[index]! > lengths[last]!) last = index;
  }
  const rising = new Set<number>();
  for (let index = last; index !== -1; index = previous[index]!) rising.add(numbers[index]!);
  return rising;
}
