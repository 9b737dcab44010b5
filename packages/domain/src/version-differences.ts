import type { ProtocolContent } from '@healthprotocol/contracts';
import { dequal } from 'dequal/lite';

/**
 * One difference of two versions. `id` names the part (its key; the address for evidence; empty for the protocol itself) and `title`
 * says it in words. `changed` has a `field` with its values; `moved` has the part's places in the two lists, counted from 1;
 * `added` and `removed` have the whole part. A value that was or is absent is undefined.
 */
export type ProtocolDifference = {
  part: 'protocol' | 'phase' | 'activity' | 'goal' | 'contraindication' | 'evidence';
  change: 'added' | 'removed' | 'changed' | 'moved';
  id: string;
  title: string;
  field?: string;
  before?: unknown;
  after?: unknown;
};

type Named = Pick<ProtocolDifference, 'part' | 'id' | 'title'>;
type Part = Named & { key: string; value: object };

/** Compares two versions part by part, whatever the order of their keys; empty when they are the same. */
export function protocolDifferences(before: ProtocolContent, after: ProtocolContent): ProtocolDifference[] {
  const old = splitIntoParts(before);
  const recent = splitIntoParts(after);
  const protocol: Named = { part: 'protocol', id: '', title: '' };
  return [
    ...fieldDifferences(protocol, old.fields, recent.fields),
    ...old.lists.flatMap((parts, index) => partDifferences(parts, recent.lists[index]!)),
  ];
}

function splitIntoParts(content: ProtocolContent): { fields: object; lists: Part[][] } {
  const { phases, activities, goals, contraindications, evidence, ...fields } = content;
  const keyed = (part: Part['part'], values: { id: string; title?: string; label?: string }[]) =>
    values.map((value) => ({
      part,
      id: value.id,
      key: value.id,
      title: value.title ?? value.label ?? '',
      value,
    }));
  // One address may be cited several times: each citation is told apart by how many came before it.
  const cited = new Map<string, number>();
  const citations = evidence.map((value): Part => {
    const times = (cited.get(value.url) ?? 0) + 1;
    cited.set(value.url, times);
    return { part: 'evidence', id: value.url, key: `${value.url} ${times}`, title: value.citation, value };
  });
  const lists = [
    keyed('phase', phases),
    keyed('activity', activities),
    keyed('goal', goals),
    keyed('contraindication', contraindications),
    citations,
  ];
  return { fields, lists };
}

function fieldDifferences(named: Named, before: object, after: object): ProtocolDifference[] {
  const old = new Map<string, unknown>(Object.entries(before));
  const recent = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...old.keys(), ...recent.keys()])]
    .filter((field) => !dequal(old.get(field), recent.get(field)))
    .map((field) => ({
      ...named,
      change: 'changed',
      field,
      before: old.get(field),
      after: recent.get(field),
    }));
}

function partDifferences(before: Part[], after: Part[]): ProtocolDifference[] {
  const places = new Map(before.map(({ key }, place) => [key, place]));
  const unmoved = longestRising(after.flatMap(({ key }) => places.get(key) ?? []));
  const differences = after.flatMap(({ key, value, ...named }, to): ProtocolDifference[] => {
    const from = places.get(key);
    if (from === undefined) return [{ ...named, change: 'added', after: value }];
    const fields = fieldDifferences(named, before[from]!.value, value);
    return unmoved.has(from)
      ? fields
      : [...fields, { ...named, change: 'moved', before: from + 1, after: to + 1 }];
  });
  const kept = new Set(after.map(({ key }) => key));
  const removed = before
    .filter(({ key }) => !kept.has(key))
    .map(
      ({ key: _, value, ...named }): ProtocolDifference => ({ ...named, change: 'removed', before: value }),
    );
  return [...differences, ...removed];
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
